using System.Globalization;
using System.Reflection;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// Runs a test once for each number of stations in <c>LOADSHARING_INSTANCES</c> (default 2,3,4), the only argument of the test.
/// Its category is <c>instances</c>: the tests that a machine for another fleet size still has to run.
/// The rows a <c>[DataRow(2)] [DataRow(3)] [DataRow(4)]</c> would give, chosen by the run: docs/decisions/0003-instance-counts-data-source.md.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InstanceCountsAttribute : TestCategoryBaseAttribute, ITestDataSource
{
    private const string Variable = "LOADSHARING_INSTANCES";
    private const string Default = "2,3,4";

    public override IList<string> TestCategories { get; } = ["instances"];

    public IEnumerable<object?[]> GetData(MethodInfo methodInfo)
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        return [.. Parse(string.IsNullOrWhiteSpace(text) ? Default : text).Distinct().Select(count => new object?[] { count })];
    }

    public string? GetDisplayName(MethodInfo methodInfo, object?[]? data) => $"{methodInfo.Name} ({data?[0]} stations)";

    private static IEnumerable<int> Parse(string text) =>
        text.Split(',').Select(item => int.TryParse(item.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 2
            ? count
            : throw new ArgumentException($"{Variable} is \"{text}\": numbers of stations from 2 up, separated by commas, are needed, for example {Default}"));
}
