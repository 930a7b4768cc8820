using System.Globalization;
using System.Text;
using LoadSharing.Lab;
using LoadSharing.Lab.Emulators;

namespace Build.Options;

/// <summary>Parsers of option values. Each throws <see cref="FormatException"/> with a sentence about an invalid value.</summary>
internal static class Parse
{
    public const int MaximumStations = LabOptions.MaximumStations;

    public const long Megabyte = 1 << 20;

    private const int MaximumSize = 9999;

    // In seconds. A test ends after 30 minutes.
    private const int MaximumDuration = 25 * 60;

    public static Func<string, int> Integer(int minimum, int maximum) => text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw new FormatException($"not a whole number from {minimum} to {maximum}.");

    public static Func<string, double> Number(double minimum, double maximum) => text =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw new FormatException($"not a number from {minimum} to {maximum}.");

    /// <summary>A size in bytes, such as 64MB or 2GB.</summary>
    public static long Size(string text)
    {
        var unit = text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) ? Megabyte
            : text.EndsWith("GB", StringComparison.OrdinalIgnoreCase) ? Megabyte << 10
            : 0;
        return unit > 0 && int.TryParse(text[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MaximumSize
            ? number * unit
            : throw new FormatException($"not a whole number from 1 to {MaximumSize} with the unit MB or GB.");
    }

    /// <summary>A time, such as 90s or 10m.</summary>
    public static TimeSpan Duration(string text)
    {
        var unit = text.EndsWith('s') ? 1 : text.EndsWith('m') ? 60 : 0;
        return unit > 0 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number <= MaximumDuration / unit
            ? TimeSpan.FromSeconds(number * unit)
            : throw new FormatException($"not a whole number with the unit s or m, up to {MaximumDuration / 60}m.");
    }

    /// <summary>A comma-separated list of different numbers of stations.</summary>
    public static IReadOnlyList<int> FleetSizes(string text)
    {
        var sizes = new List<int>();
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 2 or > MaximumStations)
            {
                throw new FormatException($"not a list of numbers from 2 to {MaximumStations}.");
            }

            if (sizes.Contains(size))
            {
                throw new FormatException($"{size} is listed twice.");
            }

            sizes.Add(size);
        }

        return sizes;
    }

    public static bool Switch(string text) => text.ToUpperInvariant() switch
    {
        "" or "TRUE" => true,
        "FALSE" => false,
        _ => throw new FormatException("neither true nor false."),
    };

    public static string Text(string text) => text.Trim().Length > 0 ? text : throw new FormatException("the value is missing.");

    public static IReadOnlyList<string> Names(string text) =>
        [.. Text(text).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A comma-separated list of known names.</summary>
    public static Func<string, IReadOnlyList<string>> ListOf(IReadOnlyList<string> known) => text =>
        [.. Text(text).Split(',', StringSplitOptions.TrimEntries).Select(item =>
            known.FirstOrDefault(name => string.Equals(name, item, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"'{item}' is not one of {string.Join(", ", known)}.{NearestName.Suggest(item, known)}"))];

    public static IReadOnlyList<string> FirmwareSettings(string text)
    {
        var settings = Names(text);
        foreach (var setting in settings)
        {
            switch (setting.Split('=', 2))
            {
                case ["www_http_port" or "hostname", _]:
                    throw new FormatException($"the lab sets {setting.Split('=')[0]} itself, to a value of its own for each station. Leave it out.");
                case not [{ Length: > 0 }, _]:
                    throw new FormatException($"{setting} is not NAME=VALUE.");
            }
        }

        return settings;
    }

    public static Func<string, T> OneOf<T>(params (string Name, T Value)[] choices) => text =>
    {
        foreach (var (name, value) in choices)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = choices.Select(choice => choice.Name).ToList();
        throw new FormatException($"not one of {string.Join(", ", names)}.{NearestName.Suggest(text, names)}");
    };

    public static EmulatorChoice Emulator(string text) => Text(text) switch
    {
        "docker" => EmulatorChoice.Docker,
        "virtual" => EmulatorChoice.Virtual,
        var command => new EmulatorChoice(EmulatorKind.Command, Command(command)),
    };

    public static Func<string, EmulatorBehaviour> EmulatorBehaviour { get; } =
        OneOf(("public", LoadSharing.Lab.Emulators.EmulatorBehaviour.Public), ("charger", LoadSharing.Lab.Emulators.EmulatorBehaviour.Charger));

    public static KnownDefectsChoice KnownDefects(string text) => Text(text) is "none" ? KnownDefectsChoice.None : KnownDefectsChoice.File(text);

    /// <summary>Splits a command into words as a shell does, with single and double quotes; nothing is expanded.</summary>
    public static IReadOnlyList<string> Command(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        foreach (var letter in text)
        {
            if (letter == quote)
            {
                quote = null;
            }
            else if (quote is null && letter is '"' or '\'')
            {
                quote = letter;
                word ??= new StringBuilder();
            }
            else if (quote is null && char.IsWhiteSpace(letter))
            {
                AddWord();
            }
            else
            {
                (word ??= new StringBuilder()).Append(letter);
            }
        }

        AddWord();
        return quote is not null ? throw new FormatException($"the quotation mark {quote} is not closed.")
            : words.Count > 0 ? words
            : throw new FormatException("the command is empty.");

        void AddWord()
        {
            if (word is not null)
            {
                words.Add(word.ToString());
                word = null;
            }
        }
    }
}
