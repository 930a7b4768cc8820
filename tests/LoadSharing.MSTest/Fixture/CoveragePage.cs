namespace LoadSharing.MSTest.Fixture;

/// <summary>docs/contract-coverage.md, which names the tests of each line of the contract.</summary>
internal static class CoveragePage
{
    private const string Page = "docs/contract-coverage.md";

    private static readonly Lazy<string?> Text = new(() =>
        LabFinder.Checkout is { } checkout && Path.Combine(checkout, Page) is var path && File.Exists(path) ? File.ReadAllText(path) : null);

    /// <summary>The failure of a test that the page does not name; null if it names it, or if the suite runs outside of its checkout.</summary>
    public static string? Missing(ITestMethod test)
    {
        var row = test.Arguments is [_, ..] arguments ? $"{test.TestMethodName}({string.Join(", ", arguments.Select(Format))})" : test.TestMethodName;
        return Text.Value is null || Names(test.TestMethodName) || Names(row)
            ? null
            : $"{test.TestMethodName} is missing in {Page}. Add it to a line of the contract, or add a line to the table of its endpoint:\n"
            + $"| what the test asserts | {string.Join(" | ", ApiGeneration.All.Select(_ => "✓"))} | `{test.TestMethodName}` |";

        static bool Names(string name) => Text.Value!.Contains($"`{name}`", StringComparison.Ordinal);
    }

    private static string Format(object? argument) => argument is string text ? $"\"{text}\"" : $"{argument}";
}
