using Cake.Core;

namespace Build.Options;

/// <summary>An option of the command line. Parser, <c>--target=Help</c> and docs/options.md all read it.</summary>
/// <param name="name">The name without dashes, as in <c>--instances</c>.</param>
/// <param name="placeholder">The placeholder for the value in the help; empty for a switch.</param>
/// <param name="defaultText">The default value as the help shows it.</param>
internal abstract class Option(string name, string placeholder, string defaultText)
{
    public string Name { get; } = name;

    /// <summary>One or two sentences.</summary>
    public required string Description { get; init; }

    /// <summary>The targets that read this option.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>A valid value, for error messages.</summary>
    public string Example { get; init; } = "";

    /// <summary>The environment variable that is read when the option is not given.</summary>
    public string EnvironmentVariable { get; init; } = $"LOADSHARING_{name.Replace('-', '_').ToUpperInvariant()}";

    /// <summary>The default value as the help shows it, if its own text does not say enough.</summary>
    public string DefaultText { get; init; } = defaultText;

    /// <summary><c>--instances=N,…</c> or <c>--keep</c>.</summary>
    public string Usage => WithValue(placeholder);

    /// <summary>This option with a value, as typed on the command line.</summary>
    public string WithValue(string value) => Assignment($"--{Name}", value);

    /// <summary>Whether the command line or the environment has a value.</summary>
    public bool IsGiven(OptionSource source) => source.CommandLine(Name).Count > 0 || !string.IsNullOrEmpty(source.Environment(EnvironmentVariable));

    /// <summary>The option or the environment variable with its value, for messages.</summary>
    public string AsGiven(OptionSource source) => source.CommandLine(Name) is [var value, ..]
        ? $"--{Name}={value}"
        : $"{EnvironmentVariable}={source.Environment(EnvironmentVariable)}";

    /// <summary>The error for a value that was given and is invalid.</summary>
    /// <param name="source">The command line and the environment.</param>
    /// <param name="reason">The reason, as a sentence.</param>
    protected CakeException Invalid(OptionSource source, string reason)
    {
        var key = source.CommandLine(Name).Count > 0 ? $"--{Name}" : EnvironmentVariable;
        return new CakeException($"{AsGiven(source)}: {reason} Example: {Assignment(key, Example)}.");
    }

    private static string Assignment(string key, string value) => value.Length == 0 ? key : $"{key}={value}";
}

/// <inheritdoc />
/// <typeparam name="T">The type of the parsed value.</typeparam>
/// <param name="name">The name without dashes.</param>
/// <param name="placeholder">The placeholder for the value in the help; empty for a switch.</param>
/// <param name="defaultValue">The value when neither option nor environment variable is given.</param>
/// <param name="parse">Converts a text; throws <see cref="FormatException"/> with the reason, a sentence, for an invalid one.</param>
internal sealed class Option<T>(string name, string placeholder, T defaultValue, Func<string, T> parse) : Option(name, placeholder, Text(defaultValue))
{
    /// <summary>The value on the command line, else in the environment variable, else the default.</summary>
    /// <exception cref="CakeException">The value is invalid, or given twice on the command line.</exception>
    public T Read(OptionSource source)
    {
        var given = source.CommandLine(Name);
        if (given.Count > 1)
        {
            throw new CakeException($"--{Name} is given {given.Count} times, with {string.Join(" and ", given)}. Give it once.");
        }

        var text = given.Count == 1 ? given[0] : source.Environment(EnvironmentVariable);
        if (given.Count == 0 && string.IsNullOrEmpty(text))
        {
            return defaultValue;
        }

        try
        {
            return parse(text ?? "");
        }
        catch (FormatException error)
        {
            throw Invalid(source, error.Message);
        }
    }

    private static string Text(object? value) => value switch
    {
        null or IReadOnlyCollection<string> { Count: 0 } => "none",
        false => "off",
        Enum word => word.ToString().ToLowerInvariant(),
        _ => $"{value}",
    };
}
