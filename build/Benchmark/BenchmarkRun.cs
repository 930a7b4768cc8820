using System.Diagnostics;
using System.Text.Json;
using Build.Options;
using Build.Results;
using Build.Suite;
using Cake.Core;
using LoadSharing.Lab.Processes;

namespace Build.Benchmark;

/// <summary>Measures repeated runs of IntegrationTests, and the cost of fleets of different sizes.</summary>
internal sealed class BenchmarkRun(BuildContext context)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SuiteCommand _suite = new(context.Options, context.Repository.Root);
    private readonly string _directory = Path.Combine(context.Results, "benchmark");

    private BuildOptions Options => context.Options;

    /// <summary>Measures, prints the report and writes it as Markdown and JSON.</summary>
    /// <exception cref="CakeException">
    /// A run failed, so that its times mean nothing. Or a fleet size could not be measured; the report is complete otherwise.
    /// </exception>
    public async Task RunAsync()
    {
        // Read first: it may be that of the last benchmark, which is deleted.
        var earlier = Options.Guard is { } guard ? RelativeTime.Read(guard) : null;
        BuildContext.Recreate(_directory);
        var (series, others, workload) = await MeasureAlternatelyAsync();
        var relative = RelativeTime.Of(workload, series[0].Wall);
        var against = others.Count == 0 ? null : Comparison.Of(Options.Against, others, series[0].Wall);
        var scale = new List<ScalePoint>();
        foreach (var size in Options.Scale.Order())
        {
            scale.Add(await MeasureSizeAsync(size));
        }

        await PublishAsync(series, against, relative, scale);
        if (scale.Find(point => point.Error is not null) is { } failed)
        {
            throw new CakeException($"{failed.Stations} stations could not be measured: {failed.Error}. Log: {LogOf(SizeName(failed.Stations))}");
        }

        if (earlier is not null)
        {
            context.Run.AddToClosingSummary(relative.Against(earlier, Options.Guard!));
        }
    }

    // Alternately, so that other load on the machine affects all commands alike.
    private async Task<(IReadOnlyList<Series> Series, IReadOnlyList<double> Others, IReadOnlyList<double> Workload)> MeasureAlternatelyAsync()
    {
        IReadOnlyList<Subject> subjects =
        [
            new("run", StationKinds.Of(context).Description, _suite.OnGiven),
            .. Options.IsVirtualFirmware ? Array.Empty<Subject>() : [new Subject("virtual", "virtual stations", _suite.OnVirtual)],
        ];
        var others = new List<double>();
        var workload = new List<double>();

        // The first, cold run of each subject has no record of earlier ones.
        File.Delete(context.Repository.FleetPlan);
        for (var run = 0; run <= Options.Runs; run++)
        {
            var times = new List<string>();
            foreach (var subject in subjects)
            {
                subject.Runs.Add(await MeasureAsync(subject, run));
                times.Add($"{subject.Tested} {subject.Runs[^1].Wall:0.00} s");
            }

            workload.Add(ReferenceWorkload.Measure());
            times.Add($"reference workload {workload[^1]:0.00} s");
            if (Options.Against.Count > 0)
            {
                others.Add(await MeasureOtherAsync(run));
                times.Add($"--against {others[^1]:0.00} s");
            }

            context.Print($"{(run == 0 ? "cold" : $"warm, {run} of {Options.Runs}")}: {string.Join(", ", times)}");
        }

        // The first times of all are those of a cold machine.
        var series = subjects.Select(subject => new Series(subject.Tested, subject.Runs[0], [.. subject.Runs.Skip(1)]));
        return ([.. series], [.. others.Skip(1)], [.. workload.Skip(1)]);
    }

    private async Task<MeasuredRun> MeasureAsync(Subject subject, int number)
    {
        var run = $"{subject.Name}-{number}";
        var results = Path.Combine(_directory, run);
        var (exit, wall, resources) = await RunAsync(run, subject.Command(results));
        return exit.Code == 0 && RunTimes.Read(results) is { } times
            ? new MeasuredRun(wall, times, resources)
            : throw new CakeException($"{run} exited with {exit}; only successful runs are measured. {SessionLogs.Excerpt(LogOf(run))}");
    }

    private async Task<ScalePoint> MeasureSizeAsync(int size)
    {
        var run = SizeName(size);
        var results = Path.Combine(_directory, run);
        var (exit, _, resources) = await RunAsync(run, _suite.OfSize(results, size));
        var trx = new ResultFiles(results).Trx(1);
        var point = ScalePoint.Of(size, exit, RunTimes.Read(results), File.Exists(trx) ? TrxFile.Read(trx) : [], resources);
        context.Print(point switch
        {
            { Error: { } error } => $"{size} stations: {error}",
            { Discovery: { } time } => $"{size} stations: ready after {point.Ready:0.00} s, complete lists after {time:0.00} s more",
            _ => $"{size} stations: ready after {point.Ready:0.00} s, lists never complete",
        });
        return point;
    }

    // It may fail: only its time is of interest.
    private async Task<double> MeasureOtherAsync(int run)
    {
        var name = $"against-{run}";
        var (exit, wall, _) = await RunAsync(name, new ProcessCommand(Options.Against[0], [.. Options.Against.Skip(1)]));
        return exit.Code is not (126 or 127)
            ? wall
            : throw new CakeException($"--against: '{Options.Against[0]}' cannot be started. Give a program on PATH, or its path. Log: {LogOf(name)}");
    }

    private async Task<(ExitStatus Exit, double Wall, Resources Resources)> RunAsync(string run, ProcessCommand command)
    {
        var watch = Stopwatch.StartNew();
        await using var process = ChildProcess.Start(command, LogOf(run), context.Timeouts);
        var resources = ResourceSampler.WatchAsync(process.Identity, process.Exited, context.Run.Cancellation);
        var exit = await process.Exited.WaitAsync(context.Run.Cancellation);
        var wall = watch.Elapsed.TotalSeconds;
        return (exit, wall, await resources);
    }

    private async Task PublishAsync(IReadOnlyList<Series> series, Comparison? against, RelativeTime relative, IReadOnlyList<ScalePoint> scale)
    {
        var report = BenchmarkReport.Render(series, against, relative, scale);
        context.Run.AddToClosingSummary(report);
        await File.WriteAllTextAsync(Path.Combine(_directory, "benchmark.md"), report + "\n");
        var document = new
        {
            series = series.Select(one => new { one.Tested, one.Phases, one.Median.Times.Stages, one.Median.Resources }),
            against,
            relative,
            scale,
        };
        await File.WriteAllTextAsync(Path.Combine(_directory, "benchmark.json"), JsonSerializer.Serialize(document, Indented));

        // Durations of a part of the suite would be useless for --shard.
        if (Options is { Filter: null, Matrix.Count: 0 })
        {
            var durations = Path.Combine(_directory, "durations.json");
            await File.WriteAllTextAsync(durations, JsonSerializer.Serialize(Durations(), Indented));
            context.Run.AddToClosingSummary($"To make --shard use these durations: {new ProcessCommand("cp", [durations, context.Repository.Durations])}");
        }
    }

    // Seconds of the last run, by test method.
    private SortedDictionary<string, double> Durations() => new(
        TrxFile.Read(new ResultFiles(Path.Combine(_directory, $"run-{Options.Runs}")).Trx(1))
            .GroupBy(test => $"{test.Class}.{test.Method}")
            .ToDictionary(rows => rows.Key, rows => Math.Round(rows.Sum(row => row.Duration.TotalSeconds), 2)),
        StringComparer.Ordinal);

    private static string SizeName(int size) => $"scale-{size}";

    private string LogOf(string run) => Path.Combine(_directory, $"{run}.log");

    private sealed record Subject(string Name, string Tested, Func<string, ProcessCommand> Command)
    {
        public List<MeasuredRun> Runs { get; } = [];
    }
}
