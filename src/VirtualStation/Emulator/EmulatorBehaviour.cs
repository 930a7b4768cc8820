namespace VirtualStation.Emulator;

/// <summary>Where the virtual emulator follows the public one, and where a real charger.</summary>
internal enum EmulatorBehaviour
{
    /// <summary>
    /// The public emulator: it does not confirm a new pilot, it reports sleep as 253, from which a firmware does not wake it, and a car draws current in
    /// sleep.
    /// </summary>
    Public,

    /// <summary>
    /// A real charger: it confirms a new pilot, reports sleep as 254 and detects the car in sleep, and the car draws at most the offered current.
    /// </summary>
    Charger,
}
