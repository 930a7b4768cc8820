using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Build.Lab.Processes;
using Build.Options;
using Cake.Core;

namespace Build.Suite;

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
        var runs = new List<(double Wall, RunTimes Times)>();
        for (var run = 0; run <= context.Options.Runs; run++)
        {
            var measured = await MeasureAsync(run);
            context.Print(string.Create(CultureInfo.InvariantCulture, $"{(run == 0 ? "warm-up" : $"run {run} of {context.Options.Runs}")}: {measured.Wall:0.00} s"));
            if (run > 0)
            {
                runs.Add(measured);
            }
        }

        var phases = runs[0].Times.Phases.Keys.ToDictionary(phase => phase, phase => Statistics.Of(runs.Select(run => run.Times.Phases[phase])));
        phases["wall"] = Statistics.Of(runs.Select(run => run.Wall));
        var median = runs.OrderBy(run => run.Wall).ElementAt(runs.Count / 2).Times.Stages;
        var table = BenchmarkTable.Render(context.Options.Runs, phases, median);
        await File.WriteAllTextAsync(Path.Combine(Directory, "benchmark.md"), table);
        await File.WriteAllTextAsync(Path.Combine(Directory, "benchmark.json"), JsonSerializer.Serialize(new { phases, stages = median }, Indented));
        context.Run.AddLastWords(table);
    }

    private async Task<(double Wall, RunTimes Times)> MeasureAsync(int run)
    {
        var results = Path.Combine(Directory, string.Create(CultureInfo.InvariantCulture, $"run-{run}"));
        var log = Path.Combine(Directory, string.Create(CultureInfo.InvariantCulture, $"run-{run}.log"));
        File.Delete(log);
        var watch = Stopwatch.StartNew();
        await using var process = ChildProcess.Start(Command(results), log, context.Timeouts);
        var exit = await process.Exited.WaitAsync(context.Run.Cancellation);
        var wall = watch.Elapsed.TotalSeconds;
        if (exit.Code != 0)
        {
            throw new CakeException($"Run {run} ended with {exit}; only green runs are measured. Log: {log}\n{string.Join('\n', LogTail.LastLines(log))}");
        }

        return (wall, RunTimes.Read(results));
    }

    // What the user gave goes through as it is, but for what this target itself means by it.
    private ProcessCommand Command(string results)
    {
        var passed = OptionTable.All
            .Where(option => option != OptionTable.Results && option.Targets.Contains("IntegrationTests"))
            .SelectMany(option => context.Source.CommandLine(option.Name).Select(value => value.Length == 0 ? $"--{option.Name}" : $"--{option.Name}={value}"));
        return new ProcessCommand(
            DotNet.Program, [typeof(BenchmarkRun).Assembly.Location, "--target=IntegrationTests", $"--results={results}", .. passed]);
    }
}
