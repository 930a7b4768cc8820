namespace Build.Options;

/// <summary>The kinds of emulator that a station can have.</summary>
public enum EmulatorKind
{
    /// <summary>The emulator of this repository, as a process.</summary>
    Virtual,

    /// <summary>The OpenEVSE emulator in a container.</summary>
    Docker,

    /// <summary>Any emulator with the same HTTP API and RAPI, started by a command.</summary>
    Command,
}

/// <summary>When images are pulled, in Docker's terms.</summary>
public enum PullPolicy
{
    /// <summary>If the engine does not have it.</summary>
    Missing,

    /// <summary>Before every run.</summary>
    Always,

    /// <summary>Never: the engine must have it.</summary>
    Never,
}

/// <summary>The value of <c>--emulator</c>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Command">Program and arguments of <see cref="EmulatorKind.Command"/>; empty for the other kinds.</param>
internal sealed record EmulatorChoice(EmulatorKind Kind, IReadOnlyList<string> Command)
{
    public static EmulatorChoice Docker { get; } = new(EmulatorKind.Docker, []);

    public static EmulatorChoice Virtual { get; } = new(EmulatorKind.Virtual, []);

    public override string ToString() => Kind switch
    {
        EmulatorKind.Docker => "docker",
        EmulatorKind.Virtual => "virtual",
        _ => string.Join(' ', Command),
    };
}
