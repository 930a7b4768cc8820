using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LoadSharing.Lab.Processes;
using Build.Results;
using Cake.Core;

namespace Build.Suite.Measuring;

/// <summary>One call of <c>--target=Benchmark</c>: IntegrationTests as a user starts it, several times.</summary>
/// <param name="context">The build.</param>
internal sealed class BenchmarkRun(BuildContext context)
{
    private const string NameOfDurations = "durations.json";

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly SuiteCommand _suite = new(context.Source, context.Options, context.Repository.Root);

    private string Directory => Path.Combine(context.Results, "benchmark");

    /// <summary>Measures, prints the table and writes it as Markdown and JSON.</summary>
    /// <exception cref="CakeException">A run was not green: what a broken run takes says nothing. Or a size could not be measured; all else is written.</exception>
    public async Task RunAsync()
    {
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }

        System.IO.Directory.CreateDirectory(Directory);
        var (series, others) = await MeasureInTurnAsync();
        var against = others.Count == 0 ? null : Comparison.Of(context.Options.Against, others, series[0].Wall);
        var scale = new List<ScalePoint>();
        foreach (var size in context.Options.Scale.Order())
        {
            scale.Add(await MeasureSizeAsync(size));
        }

        await PublishAsync(series, against, scale);
        if (scale.Find(point => point.Trouble is not null) is { } failed)
        {
            throw new CakeException(string.Create(
                CultureInfo.InvariantCulture, $"{failed.Stations} stations could not be measured: {failed.Trouble}. Log: {LogOf(NameOf(failed.Stations))}"));
        }
    }

    // In turn, so that what else the machine does slows down all alike.
    private async Task<(IReadOnlyList<Series> Series, IReadOnlyList<double> Others)> MeasureInTurnAsync()
    {
        IReadOnlyList<Subject> subjects =
        [
            new("run", StationKinds.Of(context).Description, _suite.OnGiven),
            .. context.Options.IsVirtualFirmware ? Array.Empty<Subject>() : [new Subject("virtual", "virtual stations", _suite.OnVirtual)],
        ];
        var others = new List<double>();
        for (var run = 0; run <= context.Options.Runs; run++)
        {
            var took = new List<string>();
            foreach (var subject in subjects)
            {
                subject.Runs.Add(await MeasureAsync(subject, run));
                took.Add(string.Create(CultureInfo.InvariantCulture, $"{subject.Tested} {subject.Runs[^1].Wall:0.00} s"));
            }

            if (context.Options.Against.Count > 0)
            {
                others.Add(await MeasureOtherAsync(run));
                took.Add(string.Create(CultureInfo.InvariantCulture, $"the other {others[^1]:0.00} s"));
            }

            context.Print(string.Create(
                CultureInfo.InvariantCulture, $"{(run == 0 ? "cold" : $"warm, {run} of {context.Options.Runs}")}: {string.Join(", ", took)}"));
        }

        return ([.. subjects.Select(subject => new Series(subject.Tested, subject.Runs[0], [.. subject.Runs.Skip(1)]))], [.. others.Skip(1)]);
    }

    private async Task<MeasuredRun> MeasureAsync(Subject subject, int number)
    {
        if (number == 0)
        {
            new FleetPlan(context.Repository.FleetPlan, context.Options).Forget();
        }

        var run = string.Create(CultureInfo.InvariantCulture, $"{subject.Name}-{number}");
        var results = Path.Combine(Directory, run);
        var (exit, wall, resources) = await RunAsync(run, subject.Command(results));
        return exit.Code == 0
            ? new MeasuredRun(wall, RunTimes.Read(results), resources)
            : throw new CakeException($"{run} ended with {exit}; only green runs are measured. Log: {LogOf(run)}\n{string.Join('\n', LogTail.LastLines(LogOf(run)))}");
    }

    private async Task<ScalePoint> MeasureSizeAsync(int size)
    {
        var run = NameOf(size);
        var results = Path.Combine(Directory, run);
        var (exit, _, resources) = await RunAsync(run, _suite.OfSize(results, size));
        var trx = new ResultFiles(results).Trx(1);
        var point = ScalePoint.Of(size, exit, RunTimes.Exists(results) ? RunTimes.Read(results) : null, File.Exists(trx) ? TrxFile.Read(trx) : [], resources);
        context.Print(point switch
        {
            { Trouble: { } trouble } => string.Create(CultureInfo.InvariantCulture, $"{size} stations: {trouble}"),
            { Discovery: { } time } => string.Create(CultureInfo.InvariantCulture, $"{size} stations: ready after {point.Ready:0.00} s, each lists each other after {time:0.00} s more"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{size} stations: ready after {point.Ready:0.00} s, never does each list each other"),
        });
        return point;
    }

    // Whether it is green is its own business: the time is what is asked of it.
    private async Task<double> MeasureOtherAsync(int run)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"against-{run}");
        var (exit, wall, _) = await RunAsync(name, new ProcessCommand(context.Options.Against[0], [.. context.Options.Against.Skip(1)]));
        return exit.Code is not (126 or 127)
            ? wall
            : throw new CakeException($"--against: '{context.Options.Against[0]}' cannot be started; give a program that PATH has, or its path. Log: {LogOf(name)}");
    }

    private async Task<(ExitStatus Exit, double Wall, Resources Resources)> RunAsync(string run, ProcessCommand command)
    {
        var watch = Stopwatch.StartNew();
        await using var process = ChildProcess.Start(command, LogOf(run), context.Timeouts);
        var watching = ResourceSampler.WatchAsync(process, context.Run.Cancellation);
        var exit = await process.Exited.WaitAsync(context.Run.Cancellation);
        var wall = watch.Elapsed.TotalSeconds;
        return (exit, wall, await watching);
    }

    private async Task PublishAsync(IReadOnlyList<Series> series, Comparison? against, IReadOnlyList<ScalePoint> scale)
    {
        var table = BenchmarkTable.Render(series, against, scale);
        await File.WriteAllTextAsync(Path.Combine(Directory, "benchmark.md"), table + "\n");
        var document = new
        {
            series = series.Select(one => new { one.Tested, one.Phases, one.Median.Times.Stages, one.Median.Resources }),
            against,
            scale,
        };
        await File.WriteAllTextAsync(Path.Combine(Directory, "benchmark.json"), JsonSerializer.Serialize(document, Indented));
        context.Run.AddLastWords(table);

        // Of some tests only, it would divide those evenly and all others not at all.
        if (context.Options.Filter is null)
        {
            var durations = Path.Combine(Directory, NameOfDurations);
            await File.WriteAllTextAsync(durations, JsonSerializer.Serialize(Durations(), Indented));
            context.Run.AddLastWords($"--shard divides by how long tests take. To have it divide by this measurement: {new ProcessCommand("cp", [durations, context.Repository.Durations])}");
        }
    }

    // Of the last run, by method: what --shard divides.
    private SortedDictionary<string, double> Durations() => new(
        TrxFile.Read(new ResultFiles(Path.Combine(Directory, string.Create(CultureInfo.InvariantCulture, $"run-{context.Options.Runs}"))).Trx(1))
            .GroupBy(test => $"{test.Class}.{test.Method}")
            .ToDictionary(rows => rows.Key, rows => Math.Round(rows.Sum(row => row.Duration.TotalSeconds), 2)),
        StringComparer.Ordinal);

    private static string NameOf(int size) => string.Create(CultureInfo.InvariantCulture, $"scale-{size}");

    private string LogOf(string run) => Path.Combine(Directory, $"{run}.log");

    // What is measured, and its runs so far.
    private sealed record Subject(string Name, string Tested, Func<string, ProcessCommand> Command)
    {
        public List<MeasuredRun> Runs { get; } = [];
    }
}
