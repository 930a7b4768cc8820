namespace LoadSharing.MSTest.Fixture;

/// <summary>docs/contract-coverage.md and docs/group-coverage.md, which name the tests of each line of the contract.</summary>
internal static class CoveragePage
{
    private const string Contract = "docs/contract-coverage.md";
    private const string Group = "docs/group-coverage.md";

    private static readonly Lazy<string?> Text = new(() => LabFinder.Checkout is { } checkout && Read(checkout, Contract) is { } text
        ? text + Read(checkout, Group)
        : null);

    /// <summary>The failure of a test that no page names; null if one names it, or if the suite runs outside of its checkout.</summary>
    public static string? Missing(ITestMethod test)
    {
        var row = test.Arguments is [_, ..] arguments ? $"{test.TestMethodName}({string.Join(", ", arguments.Select(Format))})" : test.TestMethodName;
        if (Text.Value is null || Names(test.TestMethodName) || Names(row))
        {
            return null;
        }

        return test.TestClassName.Contains("Group", StringComparison.Ordinal)
            ? $"{test.TestMethodName} is missing in {Group}. Add it to a promise of the firmware, or add a line to a table:\n"
                + $"| what the test asserts | where the firmware promises it | ✓ | ✓ | `{test.TestMethodName}` |"
            : $"{test.TestMethodName} is missing in {Contract}. Add it to a line of the contract, or add a line to the table of its endpoint:\n"
                + $"| what the test asserts | {string.Join(" | ", ApiGeneration.All.Select(_ => "✓"))} | `{test.TestMethodName}` |";

        static bool Names(string name) => Text.Value!.Contains($"`{name}`", StringComparison.Ordinal);
    }

    private static string? Read(string checkout, string page) => Path.Combine(checkout, page) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    private static string Format(object? argument) => argument is string text ? $"\"{text}\"" : $"{argument}";
}
