namespace Build.Options;

/// <summary>An option with its type, its default and its check.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
internal sealed class Option<T> : Option
{
    private readonly Func<string, T> _parse;

    /// <summary>Declares an option; <see cref="OptionTable"/> is the only place that does.</summary>
    /// <param name="name">The name without dashes.</param>
    /// <param name="valueName">What stands behind the equals sign in the help; empty for a switch.</param>
    /// <param name="defaultValue">The value when neither option nor environment variable is given.</param>
    /// <param name="defaultText">The default as the help shows it.</param>
    /// <param name="environmentVariable">The environment variable read when the option is not given.</param>
    /// <param name="description">One sentence of what it does.</param>
    /// <param name="parse">Checks and converts a text; throws <see cref="FormatException"/> with the remedy.</param>
    /// <param name="targets">The targets that look at it.</param>
    public Option(
        string name, string valueName, T defaultValue, string defaultText, string environmentVariable, string description, Func<string, T> parse,
        params IReadOnlyList<string> targets)
        : base(name, valueName, defaultText, environmentVariable, description, targets)
    {
        Default = defaultValue;
        _parse = parse;
    }

    /// <summary>The value when neither option nor environment variable is given.</summary>
    public T Default { get; }

    /// <summary>Whether the user gave a value, on the command line or in the environment.</summary>
    public bool IsGiven(OptionSource source) => source.CommandLine(Name).Count > 0 || !string.IsNullOrEmpty(source.Environment(EnvironmentVariable));

    /// <summary>Reads the value: the command line wins over the environment variable, which wins over the default.</summary>
    /// <param name="source">What the user gave.</param>
    /// <returns>The checked value.</returns>
    /// <exception cref="CommandLineException">The text given is not a value of this option; the message names option, value and remedy.</exception>
    public T Read(OptionSource source)
    {
        ArgumentNullException.ThrowIfNull(source);

        var given = source.CommandLine(Name);
        if (given.Count > 1)
        {
            throw new CommandLineException($"--{Name} is given {given.Count} times ({string.Join(", ", given)}); give it once.");
        }

        if (given.Count == 1)
        {
            return Parse(given[0], AsGiven(source));
        }

        var variable = source.Environment(EnvironmentVariable);
        return string.IsNullOrEmpty(variable) ? Default : Parse(variable, AsGiven(source));
    }

    /// <summary>The option with its value as the user gave it, for messages.</summary>
    public string AsGiven(OptionSource source) => source.CommandLine(Name) is [var value, ..]
        ? $"--{Name}={value}"
        : $"{EnvironmentVariable}={source.Environment(EnvironmentVariable)} (the environment's --{Name})";

    private T Parse(string text, string asGiven)
    {
        try
        {
            return _parse(text);
        }
        catch (FormatException error)
        {
            throw new CommandLineException($"{asGiven}: {error.Message}", error);
        }
    }
}
