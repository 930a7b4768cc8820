using System.Collections.Concurrent;
using System.Diagnostics;
using Build.Options;
using Build.Results;
using Build.Results.Report;
using Build.Suite;
using Cake.Core;
using LoadSharing.Lab;
using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace Build.MutationTest;

/// <summary>Runs the suite once without a mutant and once against each, in parallel, with a lab for each run.</summary>
internal sealed class MutationRun(BuildContext context)
{
    private const string BaselineName = "baseline";

    // Most runs wait for something that a mutant prevents.
    private const double TimeoutShare = 0.7;

    // Three stations, so that a test notices if two others are confused.
    private static readonly IReadOnlyList<int> Instances = [3];

    // Runs mostly wait: 32 mutants took 94 and 98 s on two cores with two runs at a time, 64 and 70 s with four, 78 s with four of half as many tests at once.
    private static readonly int ParallelRuns = 2 * Environment.ProcessorCount;

    private readonly BuildOptions _options = context.Options with
    {
        Instances = OptionTable.Instances.IsGiven(context.Options.Source) ? context.Options.Instances : Instances,
        Parallel = OptionTable.Parallel.IsGiven(context.Options.Source)
            ? context.Options.Parallel
            : Math.Max(1, context.Options.Parallel / Environment.ProcessorCount),
    };
    private readonly ApiGeneration _contract = context.Options.VirtualContract;
    private readonly string _directory = Path.Combine(context.Results, MutationReport.DirectoryName);
    private readonly ConcurrentDictionary<string, RunResult> _finished = new();
    private readonly ConcurrentBag<SuiteHostProcess> _idle = [];
    private int _started;

    private CancellationToken Cancellation => context.Run.Cancellation;

    /// <summary>Runs all, prints the report and writes it, and writes failures.md.</summary>
    /// <exception cref="CakeException">A mutant survived, a test killed none, the suite fails without a mutant, or a signal cancelled the runs.</exception>
    public async Task RunAsync()
    {
        BuildContext.Recreate(_directory);
        var all = await Mutant.ListAsync(_contract, Path.Combine(_directory, "mutants.txt"), context.Timeouts, Cancellation);
        var mutants = Mutant.Select(all, _options.Mutants);
        context.Print($"{mutants.Count} of {all.Count} mutants of contract {_contract}, {ParallelRuns} runs in parallel");

        var watch = Stopwatch.StartNew();
        var plan = new FleetPlan(context.Repository.FleetPlan, _options);
        var sizes = plan.Sizes;

        // The stations of all labs share one process, and each suite-host runs the suite many times: code is compiled once for all runs.
        var session = context.BeginSession("MutationTest", _directory);
        var host = new SharedStationProcess(session, new Dictionary<string, string?>());
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = ParallelRuns };
            await Parallel.ForEachAsync(mutants.Prepend<Mutant?>(null), parallel, async (mutant, _) =>
            {
                if (!Cancellation.IsCancellationRequested)
                {
                    await RunAsync(mutant, session, host, sizes, mutant is null ? plan : null, mutants.Count);
                }
            });

            // With all cores busy, the delays of a mutant can be mistaken for load. A run of its own decides.
            foreach (var mutant in Cancellation.IsCancellationRequested ? [] : Result(mutants, all.Count).Survivors)
            {
                if (Cancellation.IsCancellationRequested)
                {
                    break;
                }

                context.Print($"{mutant.Name} survived; running it again alone");
                await RunAsync(mutant, session, host, sizes, null, mutants.Count);
            }
        }
        finally
        {
            await Task.WhenAll(_idle.Select(suite => suite.DisposeAsync().AsTask()));
            await host.DisposeAsync();
            await session.EndAsync();
        }

        if (Cancellation.IsCancellationRequested)
        {
            throw new CakeException($"The mutation test was cancelled after {_finished.Count} of {mutants.Count + 1} runs.");
        }

        Publish(Result(mutants, all.Count), watch.Elapsed);
    }

    private async Task RunAsync(Mutant? mutant, Session hostSession, SharedStationProcess host, IReadOnlyList<int> sizes, FleetPlan? plan, int count)
    {
        var name = mutant?.Name ?? BaselineName;
        var watch = Stopwatch.StartNew();
        var directory = Directory.CreateDirectory(Path.Combine(_directory, name)).FullName;
        var files = new ResultFiles(directory);

        // Emulators for the tests of groups only: each takes as much memory and processor time as a firmware.
        var program = StationKinds.Virtual(_options);
        var firmware = new VirtualFirmware(program, _contract, mutant?.Name);
        var kind = mutant is null || mutant.IsAboutGroups
            ? new StationKind(ProcessEmulator.Virtual(program), new DirectBridge(), firmware)
            : new StationKind(new NoEmulator(), new NoBridge(), firmware);
        await using var progress = new RunProgress(_ => { });
        var options = StationKinds.LabOptions(context, kind) with { Generation = _contract };
        var session = context.BeginSession("MutationTest", directory);
        await using var lab = await LabHost.StartAsync(options, session, progress, CancellationToken.None, host);
        lab.Fleets.Prestart(sizes);
        var (tests, errors) = await RunSuiteAsync(lab, hostSession, mutant, files);
        if (Cancellation.IsCancellationRequested)
        {
            return;
        }

        context.TryWrite("The fleets for the next run", () => plan?.Write(lab.Demand.Sizes));
        var result = new RunResult(lab.Tested, tests, watch.Elapsed) { Errors = errors };
        if (result.Failed > 0)
        {
            // Without the files beside it: of all runs together they have 90 MB. The logs are in the directory of the session.
            var timelines = files.ReadTimelines().Select(timeline => timeline with { Files = [] });
            await File.WriteAllTextAsync(files.Report, HtmlReport.Render(result, [.. timelines]), CancellationToken.None);
            if (Directory.Exists(files.Timelines))
            {
                Directory.Delete(files.Timelines, recursive: true);
            }
        }

        _finished[name] = result;
        context.Print($"{_finished.Count,4} of {count + 1}  {name}: {result.Counts}  {result.Wall.TotalSeconds:0.0} s");
    }

    private async Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Errors)> RunSuiteAsync(
        LabHost lab, Session hostSession, Mutant? mutant, ResultFiles files)
    {
        var settings = new SuiteSettings(_options, context.Timeouts with { Factor = context.Timeouts.Factor * TimeoutShare })
        {
            Timelines = files.Timelines,
            KnownDefects = context.KnownDefectsOf(_options),
        };
        var file = Path.Combine(lab.Session.Directory, "suite.runsettings");
        settings.Write(file, round: 1);
        string[] arguments =
        [
            "--settings", file,
            "--results-directory", lab.Session.Directory,
            "--progress", "off", "--no-ansi",
            "--filter", mutant is null ? settings.Filter : $"({settings.Filter})&{mutant.Filter}",
        ];
        var suite = _idle.TryTake(out var idle) ? idle : new SuiteHostProcess(hostSession, Interlocked.Increment(ref _started));
        try
        {
            return await suite.RunAsync(new SuiteHostRequest(lab.Session.Id, files.Json, arguments, settings.Variables(lab)), Cancellation);
        }
        catch (OperationCanceledException)
        {
            return ([], []);
        }
        finally
        {
            if (suite.IsAlive)
            {
                _idle.Add(suite);
            }
            else
            {
                await suite.DisposeAsync();
            }
        }
    }

    private MutationResult Result(IReadOnlyList<Mutant> mutants, int known) =>
        new(_finished[BaselineName], [.. mutants.Select(mutant => new MutantRun(mutant, _finished[mutant.Name]))], mutants.Count == known);

    private void Publish(MutationResult result, TimeSpan wall)
    {
        var tested = result.Baseline.Tested;
        var report = MutationReport.Render(result, tested, wall);
        context.Run.AddToClosingSummary(report);
        File.WriteAllText(Path.Combine(_directory, "mutation-test.md"), report);

        // Without paths of this machine, so that excerpts can be published.
        var failures = MutationReport.RenderFailures(result, tested)
            .Replace(context.Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(context.Results, "failures.md"), failures);
        if (result.Problems.Count > 0)
        {
            var baseline = new ResultFiles(Path.Combine(_directory, BaselineName)).Report;
            var link = result.Baseline.Failed > 0 ? $" Report of the run without a mutant: {baseline}" : "";
            throw new CakeException($"The mutation test failed. {result.Score}. {string.Join(' ', result.Problems)}{link}");
        }
    }
}
