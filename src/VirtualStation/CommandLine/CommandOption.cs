namespace VirtualStation.CommandLine;

/// <summary>An option of a command, as the parser and the help text read it.</summary>
/// <param name="Name">With dashes: <c>--web-port</c>.</param>
/// <param name="Placeholder">The value's placeholder in the help text, for example <c>PORT</c>; null for a switch.</param>
/// <param name="Description">One sentence for the help text.</param>
/// <param name="Variable">The environment variable that is read if the option is not given.</param>
/// <param name="Default">The value if neither option nor variable is given.</param>
internal sealed record CommandOption(string Name, string? Placeholder, string Description, string? Variable = null, string? Default = null)
{
    /// <summary>The <c>--help</c> switch that every command has.</summary>
    public static CommandOption Help { get; } = new("--help", null, "Prints this text.") { Alias = "-h" };

    /// <summary>The option that emulator and firmware share, see <see cref="Arguments.Time"/>.</summary>
    public static CommandOption TimeFactor { get; } =
        new("--time-factor", "N", "Runs simulated time N times as fast as the wall clock.", "OPENEVSE_TIME_FACTOR", "1");

    /// <summary>The option that emulator and firmware share, see <see cref="Arguments.Time"/>.</summary>
    public static CommandOption Clock { get; } =
        new("--clock", "FILE", "The clock of a lab, which gives the simulated time instead of --time-factor.", "OPENEVSE_CLOCK");

    public string? Alias { get; init; }

    /// <summary>Whether all given values count. Otherwise the last one does.</summary>
    public bool IsRepeatable { get; init; }

    public bool IsNamed(string name) => name == Name || name == Alias;
}
