using Build.Benchmark;

namespace Build.Tests.Benchmark;

[TestClass]
public sealed class BenchmarkReportTests
{
    private const string Explanation =
        "The cold run has no record of the fleets that the tests need, and not all files are cached. "
        + "The phase \"build\" includes build.sh, which compiles only if sources have changed.";

    private static readonly string Head =
        $"""
        IntegrationTests, virtual stations: 3 warm runs after a cold one, {Environment.ProcessorCount} cores, seconds.
        {Explanation}

        | phase | cold | warm: minimum | median | maximum |
        |---|---|---|---|---|
        | build | 0.50 | 0.50 | 0.50 | 0.50 |
        | lab up | 0.25 | 0.25 | 0.25 | 0.25 |
        | test runner start | 1.50 | 1.50 | 1.50 | 1.50 |
        | tests | 5.50 | 2.50 | 3.50 | 4.50 |
        | test runner end | 0.50 | 0.50 | 0.50 | 0.50 |
        | lab down | 0.50 | 0.50 | 0.50 | 0.50 |
        | reports, exit | 0.25 | 0.25 | 0.25 | 0.25 |
        | lab overhead | 1.50 | 1.50 | 1.50 | 1.50 |
        | wall | 9.00 | 6.00 | 7.00 | 8.00 |

        "lab overhead" is "wall" without test runner and tests.

        ```mermaid
        xychart-beta horizontal
            title "Phases of a warm run of 7.0 s"
            x-axis ["build", "lab up", "test runner start", "tests", "test runner end", "lab down", "reports, exit"]
            y-axis "s"
            bar [0.50, 0.25, 1.50, 3.50, 0.50, 0.50, 0.25]
        ```

        Stages of stations and tests, which run in parallel, in the warm run with the median wall time:

        | stage | count | median | longest | sum |
        |---|---|---|---|---|
        | bring up a fleet | 2 | 0.50 | 0.75 | 1.00 |

        Memory: lab 120 MB, stations 80 MB; processor time of stations 1.5 s. Containers are not counted.

        The suite takes 3.5 times the reference workload, whose times are 1.00 / 2.00 / 4.00 s.
        """;

    [TestMethod]
    public void Render_Runs_IsPhasesAndAChart() => Assert.AreEqual(Head, BenchmarkReport.Render([Sample.Series], null, Sample.Relative, []));

    [TestMethod]
    public void Render_OtherCommand_HasTheRatioOfTheMedians() => Assert.AreEqual(
        $"{Head}\n\nMeasured alternately with it, `pytest -q`: 13.00 / 14.00 / 21.00 s, 2.0 times the suite's median.",
        BenchmarkReport.Render([Sample.Series], Comparison.Of(["pytest", "-q"], [21, 13, 14], Sample.Series.Wall), Sample.Relative, []));

    [TestMethod]
    public void Render_Firmware_HasVirtualStationsForComparison()
    {
        var page = BenchmarkReport.Render([Sample.Series with { Tested = "firmware a" }, Sample.Series], null, Sample.Relative, []);

        Assert.StartsWith("IntegrationTests, firmware a: 3 warm runs ", page);
        Assert.EndsWith($"\n\n{Head}", page);
    }

    [TestMethod]
    public void Render_Scale_HasTableLimitAndCharts() => Assert.AreEqual(
        $"""
        {Head}

        One fleet of N stations, seconds and megabytes. Ready counts from the request for the fleet, with queue and network. Containers are not counted.

        | N | all ready after | then complete lists after | memory of stations | their processor time |
        |---|---|---|---|---|
        | 2 | 0.25 | 1.00 | 80 | 1.5 |
        | 4 | 0.25 | 1.00 | 80 | 1.5 |
        | 8 | ? | ? | 80 | 1.5 |
        | 16 | 0.25 | never | 80 | 1.5 |

        From 16 stations on, not every station lists all others.

        8 stations could not be measured: it broke.

        ```mermaid
        xychart-beta
            title "Seconds by number of stations: ready (bars), complete lists (line)"
            x-axis ["2", "4"]
            y-axis "s"
            bar [0.25, 0.25]
            line [1.25, 1.25]
        ```

        ```mermaid
        xychart-beta
            title "Memory of all stations by their number"
            x-axis ["2", "4"]
            y-axis "MB"
            bar [80.00, 80.00]
        ```

        ```mermaid
        xychart-beta
            title "Processor time of all stations by their number"
            x-axis ["2", "4"]
            y-axis "s"
            bar [1.50, 1.50]
        ```
        """,
        BenchmarkReport.Render([Sample.Series], null, Sample.Relative, [Sample.Whole(2), Sample.Whole(4), Sample.Broken(8), Sample.Lost(16)]));

    [TestMethod]
    public void Render_NoCompleteMeasurement_HasNoChart() => Assert.EndsWith(
        "From 2 stations on, not every station lists all others.", BenchmarkReport.Render([Sample.Series], null, Sample.Relative, [Sample.Lost(2)]));
}
