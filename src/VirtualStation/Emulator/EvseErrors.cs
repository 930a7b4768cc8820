namespace VirtualStation.Emulator;

/// <summary>What is wrong with the charger.</summary>
[Flags]
internal enum EvseErrors
{
    None = 0,
    GfciTrip = 0x01,
    StuckRelay = 0x02,
    NoGround = 0x04,
    DiodeCheckFailed = 0x08,
    OverTemperature = 0x10,
    GfiSelfTestFailed = 0x20,
}
