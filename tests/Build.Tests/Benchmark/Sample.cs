using Build.Benchmark;

namespace Build.Tests.Benchmark;

/// <summary>Measurements that tests of the benchmark are about.</summary>
internal static class Sample
{
    public static Resources Resources { get; } = new(120, 80, 1.5);

    /// <summary>A run of so many seconds: 1.5 of them the lab's, 2 the test runner's, the rest the tests'.</summary>
    public static MeasuredRun Run(double wall) => new(
        wall,
        new RunTimes(
            new Dictionary<string, double>
            {
                [Phases.Build] = 0.5,
                [Phases.LabUp] = 0.25,
                [Phases.RunnerStart] = 1.5,
                [Phases.Tests] = wall - 3.5,
                [Phases.RunnerEnd] = 0.5,
                [Phases.LabDown] = 0.5,
            },
            new Dictionary<string, StageTimes> { ["bring up a fleet"] = StageTimes.Of([0.25, 0.75]) }),
        Resources);

    public static Series Series { get; } = new("virtual stations", Run(9), [Run(8), Run(6), Run(7)]);

    public static RelativeTime Relative { get; } = RelativeTime.Of([2, 1, 4], Series.Wall);

    public static ScalePoint Whole(int stations) => new(stations, 0.25, 1, Resources);

    public static ScalePoint Lost(int stations) => new(stations, 0.25, null, Resources);

    public static ScalePoint Broken(int stations) => new(stations, null, null, Resources, "it broke");
}
