namespace Build.Options;

/// <summary>Which emulator a station gets.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Arguments">Program and arguments of <see cref="EmulatorKind.Command"/>; empty for the others.</param>
public sealed record EmulatorChoice(EmulatorKind Kind, IReadOnlyList<string> Arguments)
{
    /// <summary>The OpenEVSE emulator in a container.</summary>
    public static EmulatorChoice Docker { get; } = new(EmulatorKind.Docker, []);

    /// <summary>The emulator of this repo.</summary>
    public static EmulatorChoice Virtual { get; } = new(EmulatorKind.Virtual, []);

    /// <summary>A command that starts an emulator as a process of this machine.</summary>
    /// <param name="arguments">Program and arguments.</param>
    /// <returns>The choice.</returns>
    public static EmulatorChoice Command(IReadOnlyList<string> arguments) => new(EmulatorKind.Command, arguments);

    /// <summary>As it is typed.</summary>
    /// <returns>docker, virtual or the command.</returns>
    public override string ToString() => Kind switch
    {
        EmulatorKind.Docker => "docker",
        EmulatorKind.Virtual => "virtual",
        _ => string.Join(' ', Arguments),
    };
}
