using System.Xml.Linq;

namespace Build.Tests.Results;

[TestClass]
public sealed class TrxFileTests : BuildTest
{
    // As dotnet test wrote it, shortened: a passed, a failed, a skipped and a timed-out test, and one that did not finish.
    private const string Trx = """
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun id="1" name="n" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testId="a" testName="Passes (2)" outcome="Passed" duration="00:00:01.2500000" />
            <UnitTestResult testId="a" testName="Passes (3)" outcome="Failed" duration="00:01:00.0000000">
              <Output>
                <StdOut>GET …</StdOut>
                <ErrorInfo><Message>Expected 1 &lt; 2
        but</Message><StackTrace>   at N.Support.Polling.UntilAsync(Func`1 assertion) in /home/me/tests/repo/tests/Suite/Support/Polling.cs:line 45
           at N.Suite.Passes(Int32 stations) in /home/me/tests/repo/tests/Suite/Suite.cs:line 12
           at N.Suite.Passes()</StackTrace></ErrorInfo>
              </Output>
            </UnitTestResult>
            <UnitTestResult testId="b" testName="Skipped" outcome="NotExecuted" />
            <UnitTestResult testId="b" testName="Inconclusive" outcome="Inconclusive" duration="00:00:00.1" />
            <UnitTestResult testId="b" testName="TimedOut" outcome="Timeout" duration="00:00:05" />
            <UnitTestResult testId="x" testName="Unfinished" />
          </Results>
          <TestDefinitions>
            <UnitTest name="Passes" id="a"><TestMethod className="N.Suite" name="Passes" /></UnitTest>
            <UnitTest name="Others" id="b"><TestMethod className="N.Other" name="Others" /></UnitTest>
          </TestDefinitions>
          <ResultSummary outcome="Failed">
            <Counters total="6" />
          </ResultSummary>
        </TestRun>
        """;

    private string _path = "";

    [TestInitialize]
    public void WriteFile() => File.WriteAllText(_path = Keep(new Scratch()).Combine("results.trx"), Trx);

    [TestMethod]
    public void Read_EachOutcome_IsPassedFailedOrSkipped()
    {
        TestResult[] expected =
        [
            new("N.Suite", "Passes (2)", TestOutcome.Passed, TimeSpan.FromSeconds(1.25), ""),
            new("N.Suite", "Passes (3)", TestOutcome.Failed, TimeSpan.FromMinutes(1), "Expected 1 < 2\nbut")
            {
                Location = new SourceLine("tests/Suite/Suite.cs", 12),
            },
            new("N.Other", "Skipped", TestOutcome.Skipped, TimeSpan.Zero, ""),
            new("N.Other", "Inconclusive", TestOutcome.Skipped, TimeSpan.FromSeconds(0.1), ""),
            new("N.Other", "TimedOut", TestOutcome.Failed, TimeSpan.FromSeconds(5), ""),
            new("", "Unfinished", TestOutcome.Failed, TimeSpan.Zero, ""),
        ];

        CollectionAssert.AreEqual(expected, TrxFile.Read(_path).ToArray());
    }

    [TestMethod]
    public void Read_OtherRootElement_NamesFileAndElement()
    {
        File.WriteAllText(_path, "<testsuites />");

        Assert.AreEqual(
            $"{_path}: not a TRX file. Its root element is testsuites.",
            Assert.ThrowsExactly<InvalidDataException>(() => TrxFile.Read(_path)).Message);
    }

    [TestMethod]
    public void AddTested_NoOutputElement_AddsOneAsInTheSchema()
    {
        TrxFile.AddTested(_path, "virtual stations & more");

        var summary = XDocument.Load(_path).Root!.Elements().Single(element => element.Name.LocalName == "ResultSummary");
        Expect.Sequence(summary.Elements().Select(element => element.Name.LocalName), "Counters", "Output");
        Assert.AreEqual("Tested: virtual stations & more\n", summary.Elements().Last().Elements().Single().Value);
        Assert.HasCount(6, TrxFile.Read(_path));
    }

    [TestMethod]
    public void AddTested_ExistingOutput_IsKept()
    {
        const string Counters = "<Counters total=\"6\" />";
        File.WriteAllText(_path, Trx.Replace(Counters, $"{Counters}<Output><StdOut>printed</StdOut></Output>", StringComparison.Ordinal));

        TrxFile.AddTested(_path, "T");

        Assert.Contains("<StdOut>Tested: T\nprinted</StdOut>", File.ReadAllText(_path).ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void AddTestedToJUnit_EachSuite_HasAProperty()
    {
        File.WriteAllText(_path, """
            <testsuites>
              <testsuite name="a"><testcase name="t" /></testsuite>
              <testsuite name="b"><properties><property name="p" value="v" /></properties><testcase name="t" /></testsuite>
            </testsuites>
            """);

        ResultFiles.AddTestedToJUnit(_path, "virtual <stations>");

        var suites = XDocument.Load(_path).Descendants("testsuite").ToList();
        Assert.HasCount(2, suites);
        foreach (var suite in suites)
        {
            var properties = suite.Elements().First();
            Assert.AreEqual("properties", properties.Name.LocalName, "JUnit's schema wants the properties first");
            var tested = properties.Elements().Single(property => property.Attribute("name")!.Value == "tested");
            Assert.AreEqual("virtual <stations>", tested.Attribute("value")!.Value);
        }

        Assert.HasCount(3, XDocument.Load(_path).Descendants("property"));
    }
}
