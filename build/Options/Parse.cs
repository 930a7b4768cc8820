using LoadSharing.Lab;
using System.Globalization;

namespace Build.Options;

/// <summary>The checks of option values. Each throws <see cref="FormatException"/> whose message says what is wrong and what to give.</summary>
internal static class Parse
{
    /// <summary>Most stations one fleet may have: the slots below the ephemeral ports carry more, the machines do not.</summary>
    public const int MaximumStations = LabOptions.MaximumStations;

    public static Func<string, int> Count(int minimum, int maximum) => text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw new FormatException($"'{text}' is not a whole number from {minimum} to {maximum}.");

    public static Func<string, double> Factor(double minimum, double maximum) => text =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a number from {minimum} to {maximum}."));

    public static IReadOnlyList<int> InstanceCounts(string text)
    {
        var count = Count(2, MaximumStations);
        var counts = text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
        {
            try
            {
                return count(part);
            }
            catch (FormatException error)
            {
                throw new FormatException($"{error.Message} Give a list such as 2,3,4.", error);
            }
        }).ToList();
        return counts.Distinct().Count() == counts.Count
            ? counts
            : throw new FormatException("a count stands twice; give each once, such as 2,3,4.");
    }

    public static bool Switch(string text) => text.ToUpperInvariant() switch
    {
        "" or "TRUE" => true,
        "FALSE" => false,
        _ => throw new FormatException($"'{text}' is neither true nor false; give the option alone, or with =true or =false."),
    };

    public static string Text(string text) => text.Trim().Length > 0 ? text : throw new FormatException("the value is missing; write it behind an equals sign.");

    public static IReadOnlyList<string> Names(string text) => [.. Text(text).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

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
        throw new FormatException($"'{text}' is none of {string.Join(", ", names)}.{NearestName.Suggest(text, names)}");
    };

    public static EmulatorChoice Emulator(string text) => Text(text) switch
    {
        "docker" => EmulatorChoice.Docker,
        "virtual" => EmulatorChoice.Virtual,
        var command => EmulatorChoice.Command(SplitCommand(command)),
    };

    public static KnownDefectsChoice KnownDefects(string text) => Text(text) is "none" ? KnownDefectsChoice.None : KnownDefectsChoice.File(text);

    /// <summary>Splits a command as a shell splits words: blanks part them, single and double quotes hold them together.</summary>
    public static IReadOnlyList<string> SplitCommand(string text)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var inWord = false;
        char? quote = null;
        foreach (var letter in text)
        {
            if (quote is { } open)
            {
                quote = letter == open ? null : quote;
                _ = letter == open ? word : word.Append(letter);
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
                inWord = true;
            }
            else if (!char.IsWhiteSpace(letter))
            {
                word.Append(letter);
                inWord = true;
            }
            else if (inWord)
            {
                words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
        }

        if (quote is not null)
        {
            throw new FormatException($"a {quote} is opened and not closed.");
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return words.Count > 0 ? words : throw new FormatException("the command is empty; give docker, virtual or a command that starts an emulator.");
    }
}
