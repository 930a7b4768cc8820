using System.Xml.Linq;

namespace Build.Results;

/// <summary>Reads the test results that <c>dotnet test</c> writes: TRX, with the schema of Visual Studio's TeamTest/2010.</summary>
internal static class TrxFile
{
    private static readonly XNamespace Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads the results in the order of the file.</summary>
    /// <exception cref="InvalidDataException">The file is not a TRX file.</exception>
    public static IReadOnlyList<TestResult> Read(string path)
    {
        var run = XDocument.Load(path).Root;
        if (run?.Name != Schema + "TestRun")
        {
            throw new InvalidDataException($"{path}: not a TRX file. Its root element is {run?.Name.ToString() ?? "missing"}.");
        }

        var classes = run.Descendants(Schema + "UnitTest").ToDictionary(
            test => test.Attribute("id")!.Value, test => test.Element(Schema + "TestMethod")?.Attribute("className")?.Value ?? "");
        return [.. run.Descendants(Schema + "UnitTestResult").Select(result => Result(result, classes))];
    }

    /// <summary>Reads the errors of the run that are not results of a test, such as a test host that crashed.</summary>
    public static IReadOnlyList<string> ReadErrors(string path) =>
    [
        .. XDocument.Load(path).Descendants(Schema + "RunInfo")
            .Where(info => info.Attribute("outcome")?.Value == "Error")
            .Select(info => info.Element(Schema + "Text")?.Value ?? ""),
    ];

    /// <summary>Adds a description of the tested stations to a file, as output of the run.</summary>
    public static void AddTested(string path, string tested)
    {
        var document = XDocument.Load(path);
        var summary = document.Root!.Element(Schema + "ResultSummary") ?? throw new InvalidDataException($"{path}: no ResultSummary element.");
        var output = summary.Element(Schema + "Output");
        if (output is null)
        {
            // The schema requires Output directly after Counters.
            output = new XElement(Schema + "Output");
            summary.Element(Schema + "Counters")!.AddAfterSelf(output);
        }

        var text = output.Element(Schema + "StdOut");
        if (text is null)
        {
            text = new XElement(Schema + "StdOut");
            output.AddFirst(text);
        }

        text.Value = $"Tested: {tested}\n{text.Value}";
        document.Save(path);
    }

    private static TestResult Result(XElement result, Dictionary<string, string> classes)
    {
        var outcome = result.Attribute("outcome")?.Value switch
        {
            "Passed" => TestOutcome.Passed,
            "NotExecuted" or "Inconclusive" => TestOutcome.Skipped,
            _ => TestOutcome.Failed,
        };
        var duration = TimeSpan.TryParse(result.Attribute("duration")?.Value, out var time) ? time : TimeSpan.Zero;
        var error = result.Element(Schema + "Output")?.Element(Schema + "ErrorInfo");
        var testClass = classes.GetValueOrDefault(result.Attribute("testId")?.Value ?? "", "");
        var name = result.Attribute("testName")?.Value ?? "";
        return new TestResult(testClass, name, outcome, duration, error?.Element(Schema + "Message")?.Value ?? "")
        {
            Location = SourceLine.Find(error?.Element(Schema + "StackTrace")?.Value ?? "", testClass, TestResult.MethodOf(name)),
        };
    }
}
