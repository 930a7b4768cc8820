using System.Globalization;
using System.Net;

namespace VirtualStation.CommandLine;

/// <summary>The values given for a sub-command's options, by command line or environment.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<Option, List<Value>> _values = [];

    private Arguments()
    {
    }

    // Not a struct: collections of structs are compiled at every start, those of classes come with the runtime.
    private sealed record Value(string Text, string Source);

    /// <summary>Reads a command line.</summary>
    /// <param name="command">The sub-command, for messages.</param>
    /// <param name="options">All it knows.</param>
    /// <param name="args">What follows its name. Everything after <c>--</c> is ignored, as the native firmware does.</param>
    /// <param name="variable">Gives the value of an environment variable, or null.</param>
    /// <exception cref="StationException">An unknown option, or one without its value.</exception>
    public static Arguments Parse(string command, IReadOnlyList<Option> options, IReadOnlyList<string> args, Func<string, string?> variable)
    {
        var arguments = new Arguments();
        for (var i = 0; i < args.Count && args[i] != "--"; i++)
        {
            var (name, value) = Split(args[i]);
            var option = options.FirstOrDefault(option => option.IsNamed(name))
                ?? throw StationException.Usage($"unknown option '{args[i]}': 'virtual-station {command} --help' lists them");
            if (option.Placeholder is null && value is not null)
            {
                throw StationException.Usage($"{name} takes no value, but was given '{value}'");
            }

            if (option.Placeholder is not null && value is null)
            {
                value = ++i < args.Count ? args[i] : throw StationException.Usage($"{name} needs a value: {name} {option.Placeholder}");
            }

            arguments.Add(option, new Value(value ?? "", name));
        }

        foreach (var option in options.Where(option => option.Variable is not null && !arguments._values.ContainsKey(option)))
        {
            if (variable(option.Variable!) is { Length: > 0 } text)
            {
                arguments.Add(option, new Value(text, option.Variable!));
            }
        }

        return arguments;
    }

    public bool Has(Option option) => _values.ContainsKey(option);

    public IEnumerable<string> All(Option option) => _values.TryGetValue(option, out var values) ? values.Select(value => value.Text) : [];

    public string? Text(Option option) => Last(option)?.Text ?? option.Default;

    /// <exception cref="StationException">Not a whole number from <paramref name="minimum"/> to <paramref name="maximum"/>.</exception>
    public int Integer(Option option, int minimum, int maximum) => Convert<int>(
        option,
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum ? number : null,
        $"a whole number from {minimum} to {maximum}");

    /// <exception cref="StationException">Not a TCP port.</exception>
    public int Port(Option option) => Integer(option, 1, IPEndPoint.MaxPort);

    /// <exception cref="StationException">Not a number above 0 and up to <paramref name="maximum"/>.</exception>
    public double Positive(Option option, double maximum) => Convert<double>(
        option,
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= maximum ? number : null,
        string.Create(CultureInfo.InvariantCulture, $"a number above 0, up to {maximum}"));

    /// <exception cref="StationException">Not an IP address.</exception>
    public IPAddress Address(Option option) => Require(option, text => IPAddress.TryParse(text, out var address) ? address : null, "an IP address, for example 127.0.0.1");

    /// <summary>The value, by a parser that gives null for what it refuses.</summary>
    /// <exception cref="StationException">The parser refused it. The message names option, value and what is expected.</exception>
    public T Require<T>(Option option, Func<string, T?> parse, string expected)
        where T : class
    {
        var value = Last(option);
        var text = value?.Text ?? option.Default ?? throw StationException.Usage($"{option.Name} is missing: give {option.Name} {option.Placeholder}");
        return parse(text) ?? throw Refuse(option, text, expected);
    }

    /// <summary>The error for a value that is understood only later.</summary>
    public StationException Refuse(Option option, string text, string expected) =>
        StationException.Usage($"{Last(option)?.Source ?? option.Name} is '{text}': it must be {expected}");

    private T Convert<T>(Option option, Func<string, T?> parse, string expected)
        where T : struct
    {
        var text = Text(option) ?? throw StationException.Usage($"{option.Name} is missing: give {option.Name} {option.Placeholder}");
        return parse(text) ?? throw Refuse(option, text, expected);
    }

    private Value? Last(Option option) => _values.GetValueOrDefault(option)?[^1];

    private void Add(Option option, Value value)
    {
        if (!_values.TryGetValue(option, out var values))
        {
            _values[option] = values = [];
        }

        values.Add(value);
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && argument.StartsWith("--", StringComparison.Ordinal) ? (argument[..equals], argument[(equals + 1)..]) : (argument, null);
    }
}
