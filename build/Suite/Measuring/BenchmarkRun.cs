using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Build.Lab.Processes;
using Build.Options;
using Build.Results;
using Cake.Core;

namespace Build.Suite.Measuring;

/// <summary>One call of <c>--target=Benchmark</c>: IntegrationTests as a user starts it, several times.</summary>
/// <param name="context">The build.</param>
internal sealed class BenchmarkRun(BuildContext context)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private string Directory => Path.Combine(context.Results, "benchmark");

    /// <summary>Measures after one warm-up, prints the table and writes it as Markdown and JSON.</summary>
    /// <exception cref="CakeException">A run was not green: what a broken run takes says nothing.</exception>
    public async Task RunAsync()
    {
        System.IO.Directory.CreateDirectory(Directory);
        var (runs, others) = (new List<Measured>(), new List<double>());
        for (var run = 0; run <= context.Options.Runs; run++)
        {
            var name = run == 0 ? "warm-up" : string.Create(CultureInfo.InvariantCulture, $"run {run} of {context.Options.Runs}");
            var measured = await MeasureAsync(run.ToString(CultureInfo.InvariantCulture));
            var other = context.Options.Against.Count == 0 ? (double?)null : await MeasureOtherAsync(run);
            context.Print(string.Create(CultureInfo.InvariantCulture, $"{name}: {measured.Wall:0.00} s{(other is null ? "" : $", the other {other:0.00} s")}"));
            if (run > 0)
            {
                runs.Add(measured);
                others.AddRange(other is { } wall ? [wall] : []);
            }
        }

        var phases = runs[0].Times.Phases.Keys.ToDictionary(phase => phase, phase => Statistics.Of(runs.Select(run => run.Times.Phases[phase])));
        phases["wall"] = Statistics.Of(runs.Select(run => run.Wall));
        var median = runs.OrderBy(run => run.Wall).ElementAt(runs.Count / 2);
        var against = others.Count == 0 ? null : Compare(Statistics.Of(others), phases["wall"]);
        var scale = new List<ScalePoint>();
        foreach (var size in context.Options.Scale)
        {
            scale.Add(await MeasureSizeAsync(size));
        }

        var table = BenchmarkTable.Render(context.Options.Runs, phases, median.Times.Stages, median.Resources, against, scale);
        await File.WriteAllTextAsync(Path.Combine(Directory, "benchmark.md"), table);
        var document = new { phases, stages = median.Times.Stages, resources = median.Resources, against, scale };
        await File.WriteAllTextAsync(Path.Combine(Directory, "benchmark.json"), JsonSerializer.Serialize(document, Indented));
        await File.WriteAllTextAsync(Path.Combine(Directory, "durations.json"), JsonSerializer.Serialize(Durations(), Indented));
        context.Run.AddLastWords(table);
    }

    // Of the last run, by method: what --shard divides.
    private SortedDictionary<string, double> Durations() => new(
        TrxFile.Read(Path.Combine(Directory, string.Create(CultureInfo.InvariantCulture, $"run-{context.Options.Runs}"), "load-sharing.trx"))
            .GroupBy(test => $"{test.Class}.{test.Method}")
            .ToDictionary(rows => rows.Key, rows => Math.Round(rows.Sum(row => row.Duration.TotalSeconds), 2)),
        StringComparer.Ordinal);

    private Comparison Compare(Statistics others, Statistics own) => new(string.Join(' ', context.Options.Against), others, others.Median / own.Median);

    private async Task<Measured> MeasureAsync(string run)
    {
        var results = Path.Combine(Directory, $"run-{run}");
        var (exit, wall, resources) = await RunAsync(run, Command(results));
        return exit.Code == 0
            ? new Measured(wall, RunTimes.Read(results), resources)
            : throw new CakeException($"Run {run} ended with {exit}; only green runs are measured. Log: {LogOf(run)}\n{string.Join('\n', LogTail.LastLines(LogOf(run)))}");
    }

    // A fleet in which not everybody lists everybody is what the measurement is to find.
    private async Task<ScalePoint> MeasureSizeAsync(int size)
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"scale-{size}");
        var results = Path.Combine(Directory, run);
        var command = Command(results, OptionTable.Instances.Name, OptionTable.Filter.Name);
        var (exit, _, resources) = await RunAsync(
            run,
            command with { Arguments = [.. command.Arguments, string.Create(CultureInfo.InvariantCulture, $"--instances={size}"), "--filter=Name~PeerDiscoveryMdns"] });
        var stages = RunTimes.Read(results).Stages;
        var point = new ScalePoint(
            size,
            stages.TryGetValue("bring up a fleet", out var bringUp) ? bringUp.Maximum : null,
            exit.Code == 0 && stages.TryGetValue("discovery", out var discovery) ? discovery.Maximum : null,
            resources);
        context.Print(string.Create(CultureInfo.InvariantCulture, $"{size} stations: up after {point.BringUp:0.00} s, discovered {(point.Discovery is { } time ? $"after {time:0.00} s more" : "never")}"));
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
        File.Delete(LogOf(run));
        var watch = Stopwatch.StartNew();
        await using var process = ChildProcess.Start(command, LogOf(run), context.Timeouts);
        var watching = ResourceSampler.WatchAsync(process, context.Run.Cancellation);
        var exit = await process.Exited.WaitAsync(context.Run.Cancellation);
        var wall = watch.Elapsed.TotalSeconds;
        return (exit, wall, await watching);
    }

    private string LogOf(string run) => Path.Combine(Directory, $"run-{run}.log");

    // What the user gave goes through as it is, but for what this target itself means by it.
    private ProcessCommand Command(string results, params string[] without)
    {
        var passed = OptionTable.All
            .Where(option => option != OptionTable.Results && option.Targets.Contains("IntegrationTests") && !without.Contains(option.Name))
            .SelectMany(option => context.Source.CommandLine(option.Name).Select(value => value.Length == 0 ? $"--{option.Name}" : $"--{option.Name}={value}"));
        return new ProcessCommand(
            DotNet.Program, [typeof(BenchmarkRun).Assembly.Location, "--target=IntegrationTests", $"--results={results}", .. passed]);
    }

    private sealed record Measured(double Wall, RunTimes Times, Resources Resources);
}
