using System.Reflection;
using System.Runtime.CompilerServices;

namespace Build.Tests.Suite;

/// <summary>The two pages of coverage and the suite say the same: no line of the contract without a test, no test without a line.</summary>
[TestClass]
public sealed partial class ContractCoverageTests
{
    // contract-coverage.md: the line, a column for each contract, and the tests. group-coverage.md has the source in place of the contract without groups.
    private static readonly int Columns = ApiGeneration.All.Count + 2;

    private static readonly string[] Pages = ["contract-coverage.md", "group-coverage.md"];

    private static readonly IReadOnlyList<(string Line, IReadOnlyList<string> Tests)> Lines = ReadLines();

    /// <summary>Each test of the suite, and the rows that it names itself.</summary>
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Suite = ReadSuite();

    [TestMethod]
    public void Lines_OfTheTable_NameExistingTests()
    {
        Assert.IsNotEmpty(Lines, "the pages of coverage have no table");
        var known = Suite.SelectMany(test => test.Value.Select(row => $"{test.Key}({row})").Prepend(test.Key)).ToHashSet(StringComparer.Ordinal);

        var wrong = Lines.Where(line => line.Tests.Count == 0).Select(line => $"no test: {line.Line}")
            .Concat(Lines.SelectMany(line => line.Tests
                .Where(test => !known.Contains(test))
                .Select(test => $"no such test in the suite: {test}, named by: {line.Line}")));

        Assert.IsEmpty(wrong, string.Join(Environment.NewLine, wrong));
    }

    [TestMethod]
    public void Tests_OfTheSuite_HaveALine()
    {
        Assert.IsNotEmpty(Suite, "the suite has no tests");
        var named = Lines.SelectMany(line => line.Tests).ToHashSet(StringComparer.Ordinal);

        var missing = Suite.Where(test => !named.Contains(test.Key))
            .SelectMany(test => test.Value.Count == 0 ? [test.Key] : test.Value.Select(row => $"{test.Key}({row})"))
            .Where(test => !named.Contains(test));

        Assert.IsEmpty(missing, $"in no line of {string.Join(" or ", Pages)}:{Environment.NewLine}{string.Join(Environment.NewLine, missing)}");
    }

    private static List<(string Line, IReadOnlyList<string> Tests)> ReadLines() =>
    [
        .. from page in Pages
           from line in File.ReadLines(Path.Combine(Path.GetDirectoryName(OwnPath())!, "..", "..", "..", "docs", page))
           where line.StartsWith("| ", StringComparison.Ordinal)
               && !line.StartsWith("| line |", StringComparison.Ordinal) && !line.StartsWith("| promise |", StringComparison.Ordinal)
           let cells = line.Trim('|', ' ').Split(" | ")
           select (cells[0], cells.Length == Columns ? [.. Named().Matches(cells[^1]).Select(match => match.Groups[1].Value)] : (IReadOnlyList<string>)[]),
    ];

    // As MSTest finds them, without running any: the suite is built along with these tests.
    private static Dictionary<string, IReadOnlyList<string>> ReadSuite()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var suite = Assembly.LoadFrom(Path.Combine(own.Parent!.Parent!.FullName, "LoadSharing.MSTest", own.Name, "LoadSharing.MSTest.dll"));
        return suite.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(TestMethodAttribute)))
            .ToDictionary(method => method.Name, method => (IReadOnlyList<string>)[.. method.GetCustomAttributes<DataRowAttribute>().Select(Describe)]);
    }

    private static string Describe(DataRowAttribute row) => string.Join(", ", row.Data.Select(value => value is string text ? $"\"{text}\"" : $"{value}"));

    private static string OwnPath([CallerFilePath] string path = "") => path;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}
