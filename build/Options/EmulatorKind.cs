namespace Build.Options;

/// <summary>The kinds of emulator a station can have.</summary>
public enum EmulatorKind
{
    /// <summary>The emulator of this repo, as a process.</summary>
    Virtual,

    /// <summary>The OpenEVSE emulator in a container.</summary>
    Docker,

    /// <summary>Any emulator with the same HTTP API and RAPI, started by a command.</summary>
    Command,
}
