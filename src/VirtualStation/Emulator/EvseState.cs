namespace VirtualStation.Emulator;

/// <summary>The controller's state, SAE J1772 letters and the controller's own codes.</summary>
internal enum EvseState
{
    NotConnected = 1,
    Connected = 2,
    Charging = 3,
    VentRequired = 4,
    Sleep = 253,
    Error = 254,
}
