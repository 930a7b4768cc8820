using System.Diagnostics;
using Build.Benchmark;
using Build.MutationTest;
using Build.Options;
using Build.Suite;
using Cake.Core;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Stations;

namespace Build.Compare;

/// <summary>Runs the suite alternately on two builds, and reports the differences.</summary>
internal sealed class CompareRun(BuildContext context)
{
    private readonly string _directory = Path.Combine(context.Results, "compare");

    /// <summary>Runs all rounds, prints the report and writes it as Markdown and JSON.</summary>
    /// <exception cref="CakeException">A test is newly failing. Or a run ran no test, so that nothing can be compared.</exception>
    public async Task RunAsync()
    {
        var builds = ComparedBuilds.Read(context.Options.Source);
        BuildContext.Recreate(_directory);
        await new CleanupRun(context).PrepareAsync();
        await CheckMutantAsync(builds.Base);
        await CheckMutantAsync(builds.Head);
        IReadOnlyList<Subject> both = [await PrepareAsync("base", builds.Base), await PrepareAsync("head", builds.Head)];

        // Alternately, so that other load on the machine affects both alike.
        for (var round = 1; round <= context.Options.Rounds; round++)
        {
            foreach (var build in both)
            {
                build.Rounds.Add(await MeasureAsync(build, round));
            }
        }

        var comparison = new BuildComparison(both[0].Side, both[1].Side);
        var report = CompareReport.Render(comparison);
        context.Run.AddToClosingSummary(report);
        await File.WriteAllTextAsync(Path.Combine(context.Results, "compare.json"), CompareReport.RenderJson(comparison));
        await File.WriteAllTextAsync(Path.Combine(context.Results, "compare.md"), report);
        if (comparison.NewlyFailing is { Count: > 0 } failing)
        {
            throw new CakeException(
                $"{failing.Count} test{(failing.Count == 1 ? " fails" : "s fail")} on {builds.Head.Choice.Given} and not on {builds.Base.Choice.Given}: "
                + $"{string.Join(", ", failing.Select(test => test.Name))}.");
        }
    }

    private async Task CheckMutantAsync(BuildOptions options)
    {
        if (options.Choice.Mutant is { } mutant)
        {
            var log = Path.Combine(_directory, "mutants.txt");
            var known = await Mutant.ListAsync(options.VirtualContract, log, context.Timeouts, context.Run.Cancellation);
            Mutant.Select(known, [mutant], options.Choice.Given);
        }
    }

    private async Task<Subject> PrepareAsync(string name, BuildOptions options)
    {
        var program = options.FirmwareImage is null ? null : await new FirmwareImage(context, options).ExtractAsync();
        var kind = StationKinds.Of(context, options, program);
        context.Print($"{name}: {kind.Description}");
        return new Subject(name, options, kind);
    }

    private async Task<MeasuredRound> MeasureAsync(Subject build, int round)
    {
        var name = $"{build.Name}-{round}";
        var directory = Directory.CreateDirectory(Path.Combine(_directory, name)).FullName;
        context.Print($"{name} of {context.Options.Rounds}");
        var suite = new LabRun(context, build.Options, directory);
        var watch = Stopwatch.StartNew();
        var run = suite.RunAsync(build.Kind, "Compare");
        var resources = ResourceSampler.WatchAsync(ProcessIdentity.Current, run, context.Run.Cancellation);
        await run;
        var seconds = Math.Round(watch.Elapsed.TotalSeconds, 2);
        context.Run.Cancellation.ThrowIfCancellationRequested();
        var result = suite.Result!;
        return result.Passed + result.Failed > 0
            ? new MeasuredRound(result, seconds, (await resources).StationMegabytes)
            : throw new CakeException(
                $"{name} ran no test, so that nothing can be compared. {string.Join(' ', result.Errors.DefaultIfEmpty("Check --filter and --instances."))}");
    }

    private sealed record Subject(string Name, BuildOptions Options, StationKind Kind)
    {
        public List<MeasuredRound> Rounds { get; } = [];

        public Side Side => new(Rounds[^1].Run.Tested, Rounds);
    }
}
