using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using LoadSharing.Lab;
using LoadSharing.Lab.Bridges;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Hosting;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;
using Build.Options;
using Build.Results;
using Cake.Core;

namespace Build.Suite.Proving;

/// <summary>One call of <c>--target=Prove</c>: the suite once without a defect and once for each, several at a time, a lab each.</summary>
/// <param name="context">The build.</param>
internal sealed class ProveRun(BuildContext context)
{
    private const string NameOfBaseline = "without-a-defect";

    // Most of a proof is waiting for what never comes: stations live twice as fast, and who waits in vain waits two fifths as long besides. Faster, discoveries
    // would follow each other without a pause, and one that is asked for could not be told from the others.
    private const double TimeFactor = 2;
    private const double ShareOfTimeouts = 0.4;

    // Enough that two neighbours can be taken for each other.
    private static readonly IReadOnlyList<int> Instances = [3];

    // Most of a run is waiting.
    private static readonly int RunsAtOnce = 4 * Environment.ProcessorCount;

    private readonly BuildOptions _options = OptionTable.Instances.IsGiven(context.Source) ? context.Options : context.Options with { Instances = Instances };
    private readonly ApiGeneration _contract = context.Options.Contract ?? ApiGeneration.July2026;
    private readonly ConcurrentDictionary<string, RunResult> _done = new();
    private readonly ConcurrentBag<SuiteProcess> _idle = [];
    private int _started;

    private string Directory => Path.Combine(context.Results, "prove");

    // Null if a signal cut the runs short.
    private RunResult? Baseline => context.Run.Cancellation.IsCancellationRequested ? null : _done.GetValueOrDefault(NameOfBaseline);

    /// <summary>Proves, prints the table and writes it as Markdown.</summary>
    /// <exception cref="CakeException">A signal ended it; the table has what was done until then.</exception>
    public async Task<ProofVerdict> RunAsync()
    {
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }

        System.IO.Directory.CreateDirectory(Directory);
        var known = await new DefectSource(Directory, context.Timeouts).AskAsync(_contract, context.Run.Cancellation);
        var chosen = DefectSource.Choose(known, context.Options.Defects);
        context.Print(string.Create(CultureInfo.InvariantCulture, $"{chosen.Count} of {known.Count} defects of contract {_contract}, {RunsAtOnce} runs at a time"));

        var watch = Stopwatch.StartNew();
        var plan = new FleetPlan(context.Repository.FleetPlan, _options);
        var needs = plan.Needs;
        var options = new ParallelOptions { MaxDegreeOfParallelism = RunsAtOnce };

        // All stations of all labs in one process, and one run of the suite after another in the same: they live for minutes, and what they have compiled serves
        // every run.
        var session = Session.Begin("Prove", context.Repository.Root, Directory, context.Timeouts);
        var host = new StationHost(session, new Dictionary<string, string?>());
        try
        {
            await Parallel.ForEachAsync(chosen.Prepend<DeliberateDefect?>(null), options, async (defect, _) =>
            {
                if (!context.Run.Cancellation.IsCancellationRequested)
                {
                    await RunOneAsync(defect, session, host, needs, defect is null ? plan : null, chosen.Count);
                }
            });

            // So many runs at a time keep the machine so busy that a defect which makes stations late may look like it: alone, it can't.
            foreach (var defect in Baseline is { } baseline ? Verdict(baseline, chosen, known.Count).Survivors : [])
            {
                context.Print($"{defect.Name} survives: once more, alone");
                await RunOneAsync(defect, session, host, needs, null, chosen.Count);
            }
        }
        finally
        {
            await Task.WhenAll(_idle.Select(suite => suite.DisposeAsync().AsTask()));
            await host.DisposeAsync();
            await session.EndAsync();
        }

        return Publish(chosen, known.Count, watch.Elapsed);
    }

    private async Task RunOneAsync(DeliberateDefect? defect, Session own, StationHost host, FleetNeeds needs, FleetPlan? plan, int count)
    {
        var name = defect?.Name ?? NameOfBaseline;
        var watch = Stopwatch.StartNew();
        var directory = System.IO.Directory.CreateDirectory(Path.Combine(Directory, name)).FullName;

        // Stations without a charger: the suite does not look at it, and an emulator costs as much as a firmware.
        var program = StationKinds.Virtual(context.Options) with { TimeFactor = TimeFactor };
        var kind = new StationKind(new NoEmulator(), new NoBridge(), new VirtualFirmware(program, _contract, defect?.Name));
        await using var progress = new RunProgress(_ => { });
        var session = Session.Begin("Prove", context.Repository.Root, directory, context.Timeouts);
        await using var lab = await LabHost.StartAsync(context.LabOptions(kind) with { Generation = _contract }, session, progress, CancellationToken.None, host);
        lab.Fleets.Prepare(needs, _options.Parallel);
        var (tests, troubles) = await RunSuiteAsync(lab, own, Path.Combine(directory, "results.json"));
        if (context.Run.Cancellation.IsCancellationRequested)
        {
            return;
        }

        plan?.Write(lab.Fleets.Demand.Needs, new Dictionary<string, double>());
        var result = new RunResult(lab.Tested, tests, watch.Elapsed) { Troubles = troubles };
        _done[name] = result;
        context.Print(string.Create(CultureInfo.InvariantCulture, $"{_done.Count,4} of {count + 1}  {name}: {result.Counts}  {result.Wall.TotalSeconds:0.0} s"));
    }

    private async Task<(IReadOnlyList<TestResult> Tests, IReadOnlyList<string> Troubles)> RunSuiteAsync(LabHost lab, Session session, string results)
    {
        var settings = new SuiteSettings(_options, context.Timeouts with { Factor = context.Timeouts.Factor * ShareOfTimeouts }) { HasAttachments = false };
        var file = Path.Combine(lab.Session.Directory, "suite.runsettings");
        settings.Write(file, new Dictionary<string, double>(), round: 1);
        string[] arguments =
        [
            "--settings", file,
            "--results-directory", lab.Session.Directory,
            "--progress", "off", "--no-ansi",
            .. _options.Filter is { } filter ? ["--filter", filter] : Array.Empty<string>(),
        ];
        var suite = _idle.TryTake(out var used) ? used : new SuiteProcess(session, Interlocked.Increment(ref _started));
        try
        {
            return await suite.RunAsync(new SuiteOrder(lab.Session.Id, results, arguments, settings.Variables(lab)), context.Run.Cancellation);
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

    private ProofVerdict Verdict(RunResult baseline, IReadOnlyList<DeliberateDefect> chosen, int known) =>
        new(baseline, [.. chosen.Select(defect => new Proof(defect, _done[defect.Name]))], chosen.Count == known);

    private ProofVerdict Publish(IReadOnlyList<DeliberateDefect> chosen, int known, TimeSpan wall)
    {
        if (Baseline is not { } baseline)
        {
            throw new CakeException($"The proof was cut short after {_done.Count} of {chosen.Count + 1} runs.");
        }

        var verdict = Verdict(baseline, chosen, known);
        var table = ProofTable.Render(verdict, baseline.Tested, wall);
        File.WriteAllText(Path.Combine(Directory, "prove.md"), table);

        // A page to keep in docs/: it says nothing of the machine that made it.
        var failures = FailurePage.Render(verdict, baseline.Tested).Replace(context.Repository.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Directory, "failures.md"), failures);
        context.Run.AddLastWords(table);
        return verdict;
    }
}
