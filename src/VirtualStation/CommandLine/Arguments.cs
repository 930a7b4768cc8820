using System.Globalization;
using System.Net;
using MulticastDns;
using StationTime;

namespace VirtualStation.CommandLine;

/// <summary>The option values of one command, from the command line and the environment.</summary>
internal sealed class Arguments
{
    private const double HighestTimeFactor = 1000;
    private readonly Dictionary<CommandOption, List<Value>> _values = [];

    private Arguments()
    {
    }

    // A class, because the runtime has no precompiled collections of structs and would compile them at every start.
    private sealed record Value(string Text, string Source);

    /// <summary>Parses a command line.</summary>
    /// <param name="command">The command's name, for error messages.</param>
    /// <param name="options">The options of the command.</param>
    /// <param name="args">The arguments after the command's name. Everything after <c>--</c> is ignored, as the native firmware does.</param>
    /// <param name="getVariable">Returns the value of an environment variable, or null.</param>
    /// <exception cref="StationException">An option is unknown, lacks its value, or has a value that it does not take.</exception>
    public static Arguments Parse(string command, IReadOnlyList<CommandOption> options, IReadOnlyList<string> args, Func<string, string?> getVariable)
    {
        var arguments = new Arguments();
        for (var i = 0; i < args.Count && args[i] != "--"; i++)
        {
            var (name, value) = Split(args[i]);
            var option = options.FirstOrDefault(option => option.IsNamed(name))
                ?? throw StationException.Usage($"unknown option '{args[i]}': 'virtual-station {command} --help' lists the options");
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
            if (getVariable(option.Variable!) is { Length: > 0 } text)
            {
                arguments.Add(option, new Value(text, option.Variable!));
            }
        }

        return arguments;
    }

    public bool Has(CommandOption option) => _values.ContainsKey(option);

    public IEnumerable<string> All(CommandOption option) => _values.TryGetValue(option, out var values) ? values.Select(value => value.Text) : [];

    public string? Text(CommandOption option) => Last(option)?.Text ?? option.Default;

    /// <exception cref="StationException">The value is not an integer from <paramref name="minimum"/> to <paramref name="maximum"/>.</exception>
    public int Integer(CommandOption option, int minimum, int maximum) => Convert<int>(
        option,
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : null,
        $"an integer from {minimum} to {maximum}");

    /// <exception cref="StationException">The value is not a TCP port.</exception>
    public int Port(CommandOption option) => Integer(option, 1, IPEndPoint.MaxPort);

    /// <summary>The simulated time of <c>--clock</c> or else of <c>--time-factor</c>.</summary>
    /// <param name="start">The time from which it runs.</param>
    /// <exception cref="StationException">The clock cannot be read, or the factor is not a number above 0 and up to 1000.</exception>
    public SimulatedTime Time(TimeSpan start = default)
    {
        if (Text(CommandOption.Clock) is not { } file)
        {
            return new SimulatedTime(TimeFactor()) { Start = start };
        }

        try
        {
            var clock = SharedClock.Open(file);
            clock.StartBeats(ClockParticipant.Stations);
            return new SimulatedTime(clock) { Start = start };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Invalid(CommandOption.Clock, file, $"the clock of a lab ({failure.Message})");
        }
    }

    private double TimeFactor() => Convert<double>(
        CommandOption.TimeFactor,
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor is > 0 and <= HighestTimeFactor
            ? factor
            : null,
        $"a number above 0, up to {HighestTimeFactor}");

    /// <exception cref="StationException">The value is not an IP address.</exception>
    public IPAddress Address(CommandOption option) =>
        Require(option, text => IPAddress.TryParse(text, out var address) ? address : null, "an IP address, for example 127.0.0.1");

    /// <summary>Converts the value with a parser that returns null for an invalid one.</summary>
    /// <exception cref="StationException">The value is missing or invalid.</exception>
    public T Require<T>(CommandOption option, Func<string, T?> parse, string expected)
        where T : class
    {
        var text = RequireText(option);
        return parse(text) ?? throw Invalid(option, text, expected);
    }

    /// <summary>The value of an option for a multicast link.</summary>
    /// <exception cref="StationException">The value is missing or not a multicast link.</exception>
    public MulticastLink Link(CommandOption option)
    {
        var text = RequireText(option);
        return MulticastLink.TryParse(text, out var link, out var error) ? link : throw Invalid(option, text, $"a multicast link. {error}");
    }

    /// <summary>Creates the error for an invalid value. Its message names the option or variable, the value and the expected form.</summary>
    public StationException Invalid(CommandOption option, string text, string expected) =>
        StationException.Usage($"{Last(option)?.Source ?? option.Name} is '{text}': it must be {expected}");

    private T Convert<T>(CommandOption option, Func<string, T?> parse, string expected)
        where T : struct
    {
        var text = RequireText(option);
        return parse(text) ?? throw Invalid(option, text, expected);
    }

    private string RequireText(CommandOption option) =>
        Text(option) ?? throw StationException.Usage($"{option.Name} is missing: give {option.Name} {option.Placeholder}");

    private Value? Last(CommandOption option) => _values.GetValueOrDefault(option)?[^1];

    private void Add(CommandOption option, Value value)
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
