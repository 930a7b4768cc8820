namespace VirtualStation.CommandLine;

/// <summary>An option of a command, as the parser and the help text read it.</summary>
/// <param name="Name">With dashes: <c>--web-port</c>.</param>
/// <param name="Placeholder">The value's placeholder in the help text, for example <c>PORT</c>; null for a switch.</param>
/// <param name="Description">One sentence for the help text.</param>
internal sealed record CommandOption(string Name, string? Placeholder, string Description)
{
    /// <summary>The <c>--help</c> switch that every command has.</summary>
    public static CommandOption Help { get; } = new("--help", null, "Prints this text.") { Alias = "-h" };

    /// <summary>The option that emulator and firmware share, see <see cref="Arguments.TimeFactor"/>.</summary>
    public static CommandOption TimeFactor { get; } = new("--time-factor", "N", "Runs simulated time N times as fast as the wall clock.")
    {
        Variable = "OPENEVSE_TIME_FACTOR",
        Default = "1",
    };

    public string? Alias { get; init; }

    /// <summary>The environment variable that is read if the option is not given.</summary>
    public string? Variable { get; init; }

    /// <summary>The value if neither option nor variable is given.</summary>
    public string? Default { get; init; }

    /// <summary>Whether all given values count. Otherwise the last one does.</summary>
    public bool IsRepeatable { get; init; }

    public bool IsNamed(string name) => name == Name || name == Alias;
}
