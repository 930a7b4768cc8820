using System.Collections;
using System.Reflection;

namespace LoadSharing.MSTest.Drift;

/// <summary>The lines of the contract: its properties, and their values as texts that can be compared.</summary>
internal static class ContractLines
{
    /// <summary>The text in place of a value that differs from station to station.</summary>
    public const string Any = "*";

    /// <summary>The properties of <see cref="Contract"/> except the generation's name.</summary>
    public static IReadOnlyList<PropertyInfo> All { get; } =
        [.. typeof(Contract).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(line => line.Name != nameof(Contract.Generation))];

    /// <summary>Whether the line is the maximum of a number, instead of a value that is the same on every run.</summary>
    public static bool IsLimit(PropertyInfo line) => line.PropertyType == typeof(int);

    /// <summary>The value of a line in a contract; that of a rule is its result for a station.</summary>
    public static object Value(PropertyInfo line, Contract contract, StationDocument station) =>
        line.GetValue(contract) is Delegate rule ? rule.DynamicInvoke(station)! : line.GetValue(contract)!;

    /// <summary>A value as text. The order of fields and settings does not matter.</summary>
    public static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => text.Length == 0 ? "\"\"" : text,
        IReadOnlyDictionary<string, string?> entries =>
            Join(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value ?? Any}")),
        IEnumerable<string> names => Join(names.Order(StringComparer.Ordinal)),
        IEnumerable => throw new ArgumentOutOfRangeException(nameof(value), value, "A kind of value that has no text."),
        _ => $"{value}",
    };

    private static string Join(IEnumerable<string> texts) => string.Join(", ", texts) is { Length: > 0 } text ? text : "none";
}
