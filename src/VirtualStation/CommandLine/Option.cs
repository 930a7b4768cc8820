namespace VirtualStation.CommandLine;

/// <summary>One option of a sub-command: the parser and the help text both read it from here.</summary>
/// <param name="Name">With its dashes: <c>--web-port</c>.</param>
/// <param name="Placeholder">What its value is, for the help text: <c>PORT</c>. Null for a switch without value.</param>
/// <param name="Description">One sentence.</param>
internal sealed record Option(string Name, string? Placeholder, string Description)
{
    /// <summary>Another name for it.</summary>
    public string? Alias { get; init; }

    /// <summary>The environment variable that gives the value where the command line does not.</summary>
    public string? Variable { get; init; }

    /// <summary>The value where neither does.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it may be given more than once. Otherwise the last one counts.</summary>
    public bool Repeatable { get; init; }

    public bool IsNamed(string name) => name == Name || name == Alias;
}
