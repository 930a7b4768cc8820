namespace Build.Options;

/// <summary>One option of the command line: all that the parser, the check, <c>--target=Help</c> and the README need to know of it.</summary>
internal abstract class Option
{
    private protected Option(string name, string valueName, string defaultText, string environmentVariable, string description, IReadOnlyList<string> targets)
    {
        Name = name;
        ValueName = valueName;
        DefaultText = defaultText;
        EnvironmentVariable = environmentVariable;
        Description = description;
        Targets = targets;
    }

    /// <summary>The name without dashes, as in <c>--instances</c>.</summary>
    public string Name { get; }

    /// <summary>What stands behind the equals sign in the help; empty for a switch.</summary>
    public string ValueName { get; }

    /// <summary>The default as the help shows it.</summary>
    public string DefaultText { get; }

    /// <summary>The environment variable read when the option is not given.</summary>
    public string EnvironmentVariable { get; }

    /// <summary>One sentence of what it does.</summary>
    public string Description { get; }

    /// <summary>The targets that look at it.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>The option as it is typed: <c>--instances=N,…</c> or <c>--keep</c>.</summary>
    public string Usage => ValueName.Length == 0 ? $"--{Name}" : $"--{Name}={ValueName}";
}
