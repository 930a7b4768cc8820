namespace LoadSharing.Lab.Emulators;

/// <summary>The behaviour of the virtual emulator where the public emulator and a real charger differ.</summary>
public enum EmulatorBehaviour
{
    /// <summary>The public emulator: it does not confirm a new pilot, and a firmware cannot wake it from sleep.</summary>
    Public,

    /// <summary>A real charger.</summary>
    Charger,
}
