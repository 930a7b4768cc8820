using Build.Results;

namespace Build.Benchmark;

/// <summary>A measured run of IntegrationTests.</summary>
/// <param name="Wall">Wall time of its process, in seconds.</param>
/// <param name="Times">Its own times.</param>
/// <param name="Resources">The resources that it used.</param>
internal sealed record MeasuredRun(double Wall, RunTimes Times, Resources Resources)
{
    /// <summary>The phase after the lab is down: reports are written, and the process exits.</summary>
    public const string End = "reports, exit";

    /// <summary>The sum of all phases that the test runner does not cause.</summary>
    public const string Overhead = "lab overhead";

    /// <summary>The sum of all phases.</summary>
    public const string All = "wall";

    /// <summary>Duration of each phase and of both sums, in seconds.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Phases =>
    [
        .. Times.Phases,
        new(End, Wall - Times.Phases.Values.Sum()),
        new(Overhead, Wall - Times.Phases.Where(phase => Results.Phases.IsTestRun(phase.Key)).Sum(phase => phase.Value)),
        new(All, Wall),
    ];
}

/// <summary>The measured runs of one command line.</summary>
/// <param name="Tested">The stations or the firmware.</param>
/// <param name="Cold">The first run.</param>
/// <param name="Warm">The runs after it.</param>
internal sealed record Series(string Tested, MeasuredRun Cold, IReadOnlyList<MeasuredRun> Warm)
{
    /// <summary>Wall time of the warm runs in seconds.</summary>
    public Statistics Wall => Statistics.Of(Warm.Select(run => run.Wall));

    /// <summary>The warm run with the median wall time.</summary>
    public MeasuredRun Median => Warm.OrderBy(run => run.Wall).ElementAt(Warm.Count / 2);

    public IReadOnlyList<PhaseTimes> Phases =>
    [
        .. Cold.Phases.Select((phase, index) => new PhaseTimes(phase.Key, phase.Value, Statistics.Of(Warm.Select(run => run.Phases[index].Value)))),
    ];
}

/// <summary>Durations of a phase in seconds.</summary>
/// <param name="Phase">The phase's name.</param>
/// <param name="Cold">Its duration in the first run.</param>
/// <param name="Warm">Its durations in the runs after it.</param>
internal sealed record PhaseTimes(string Phase, double Cold, Statistics Warm);

/// <summary>Wall times of the command of <c>--against</c>.</summary>
/// <param name="Command">The command.</param>
/// <param name="Wall">Its wall time in seconds.</param>
/// <param name="Ratio">Its median divided by the suite's.</param>
internal sealed record Comparison(string Command, Statistics Wall, double Ratio)
{
    /// <param name="command">Program and arguments.</param>
    /// <param name="times">The command's wall times in seconds.</param>
    /// <param name="suite">The suite's wall times in seconds.</param>
    public static Comparison Of(IEnumerable<string> command, IEnumerable<double> times, Statistics suite)
    {
        var wall = Statistics.Of(times);
        return new Comparison(string.Join(' ', command), wall, wall.Median / suite.Median);
    }
}
