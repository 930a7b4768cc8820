using System.Globalization;
using LoadSharing.Lab;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;
using Build.Options;
using Build.Results;
using Build.Suite.Measuring;

namespace Build.Suite;

/// <summary>One call of <c>--target=IntegrationTests</c>: lab up, tests, lab down, results.</summary>
/// <param name="context">The build.</param>
internal sealed class IntegrationRun(BuildContext context)
{
    private readonly PhaseClock _phases = new(context.Run);

    // The defects are the released firmware's: virtual stations have none.
    private string? KnownDefects => context.Options.KnownDefects.Kind switch
    {
        KnownDefectsKind.OfFirmware => context.Options.IsVirtualFirmware ? null : context.Repository.KnownDefects,
        _ => context.Options.KnownDefects.Path,
    };

    /// <summary>Runs it. The lab is down and the results are written when this returns, whatever happened.</summary>
    /// <exception cref="CommandLineException">The file of known defects is not as it should be: nothing was started.</exception>
    public async Task<RunResult> RunAsync()
    {
        var known = KnownCrashes.Read(KnownDefects);
        var shard = context.Options.Shard is { } part ? ShardPlan.Filter(context.Repository.Durations, part) : null;
        Directory.CreateDirectory(context.Results);
        new ResultFiles(context.Results).DeleteEarlier();
        SessionLogs.Prune(context.Logs);
        await KilledBuilds.SweepAsync(context);
        var kind = StationKinds.Of(context);
        context.Print($"Tested: {kind.Description}");
        if (context.Options.Seed is { } seed)
        {
            context.Print(string.Create(CultureInfo.InvariantCulture, $"Shuffled: --seed={seed} gives this order again"));
        }

        await using var progress = new RunProgress(context.Print);
        var session = Session.Begin("IntegrationTests", context.Repository.Root, context.Logs, context.Timeouts);
        var lab = await LabHost.StartAsync(context.LabOptions(kind), session, progress, context.Run.Cancellation);
        lab.Fleets.KeepFailed = context.Options.Keep;

        var plan = new FleetPlan(context.Repository.FleetPlan, context.Options);
        var notes = new List<string>();
        var tests = new List<TestResult>();
        var troubles = new List<string>();
        var rounds = 0;
        try
        {
            notes.AddRange(lab.Fleets.SharedLink is { } link && await link.StrangersAsync() is { } strangers ? [strangers] : Array.Empty<string>());
            notes.AddRange(context.Options.Shard is { } ran ? [$"only a part of the suite has run: --shard={ran}."] : Array.Empty<string>());
            notes.AddRange(context.Options.Seed is { } shuffled ? [string.Create(CultureInfo.InvariantCulture, $"the tests were shuffled: --seed={shuffled}.")] : Array.Empty<string>());
            _phases.End(Phases.LabUp);
            rounds = await RunRoundsAsync(lab, plan, shard, progress, tests, troubles);
        }
        finally
        {
            await TakeDownAsync(lab);
            _phases.End(Phases.LabDown);
        }

        // A part that ended during a test has failed that test already; one that ended otherwise is seen here alone.
        foreach (var failure in lab.Failures.Where(failure => !tests.Exists(test => test.Message.Contains(failure.Message, StringComparison.Ordinal))))
        {
            if (known.Explain(failure, lab.Contract.Found) is { } reason)
            {
                notes.Add($"known defect: {reason} {MarkdownSummary.FirstLine(failure.Message)}");
            }
            else
            {
                troubles.Add(failure.Message);
            }
        }

        var result = new RunResult(lab.Tested, tests, context.Run.Elapsed) { Rounds = rounds, Troubles = troubles, Notes = notes };
        new ResultPublisher(context, new RunTimes(_phases.Phases, StageTimes.Of(lab.Fleets.Measurements))).Publish(result);
        return result;
    }

    private async Task<int> RunRoundsAsync(LabHost lab, FleetPlan plan, string? shard, RunProgress progress, List<TestResult> tests, List<string> troubles)
    {
        var runner = new SuiteRunner(context.Options, context.Results, KnownDefects, context.Timeouts, shard);
        var seconds = plan.Seconds;
        var round = 0;
        while (round < context.Options.Repeat && !context.Run.Cancellation.IsCancellationRequested)
        {
            round++;
            if (context.Options.Repeat > 1)
            {
                context.Print(string.Create(CultureInfo.InvariantCulture, $"Round {round} of {context.Options.Repeat}"));
            }

            lab.Fleets.Prepare(plan.Needs, context.Options.Parallel);
            if (round == 1 && context.Options.Contract is not null && await MismatchAsync(lab) is { } mismatch)
            {
                troubles.Add(mismatch);
                return 0;
            }

            var leased = lab.Fleets.Leases.Count;
            var (roundTests, roundTroubles) = await runner.RunAsync(lab, progress, seconds, round, context.Run.Cancellation);
            _phases.End(Phases.RunnerStart, progress.FirstStarted);
            _phases.End(Phases.Tests, progress.LastHeard);
            _phases.End(Phases.RunnerEnd);
            var waited = WithWaits(roundTests, lab.Fleets.Leases.Skip(leased)).ToList();
            tests.AddRange(waited);
            troubles.AddRange(roundTroubles);

            // Later rounds would add to what one needs.
            if (round == 1 && !context.Run.Cancellation.IsCancellationRequested)
            {
                seconds = waited.DistinctBy(test => test.FullName).ToDictionary(test => test.FullName, test => test.WithStations.TotalSeconds);
                plan.Write(lab.Fleets.Demand.Needs, seconds);
            }
        }

        return round;
    }

    private static IEnumerable<TestResult> WithWaits(IReadOnlyList<TestResult> tests, IEnumerable<LeaseTimes> leases)
    {
        var waits = leases.ToLookup(lease => lease.Test);
        return tests.Select(test => waits[test.FullName].ToList() is { Count: > 0 } own
            ? test with
            {
                Waited = new StationWait(TimeSpan.FromTicks(own.Sum(lease => lease.Turn.Ticks)), TimeSpan.FromTicks(own.Sum(lease => lease.Start.Ticks))),
            }
            : test);
    }

    // Asked once, before every test would find it out for itself.
    private async Task<string?> MismatchAsync(LabHost lab)
    {
        try
        {
            var fleet = await lab.Fleets.LeaseAsync(1, "the contract", usedWillDo: true, context.Run.Cancellation);
            try
            {
                await lab.Contract.OfAsync(fleet.Stations[0].FirmwareUrl, context.Run.Cancellation);
            }
            finally
            {
                await lab.Fleets.ReleaseAsync(fleet.Id, FleetState.Clean);
            }

            return null;
        }
        catch (ContractMismatchException error)
        {
            return error.Message;
        }
        catch (Exception error) when (error is ComponentFailedException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            // Not about the contract: the tests will meet it and tell it with all that belongs to it.
            return null;
        }
    }

    private async Task TakeDownAsync(LabHost lab)
    {
        var kept = lab.Fleets.Kept;
        if (kept.Count == 0)
        {
            await lab.DisposeAsync();
            return;
        }

        await lab.LeaveAsync();
        foreach (var fleet in kept)
        {
            context.Print($"Kept for {fleet.Test}:");
            foreach (var station in fleet.Stations)
            {
                context.Print($"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}, state {station.Setup.StateDirectory}");
            }
        }

        context.Print("These stations run on (--keep); ./build.sh --target=Cleanup ends them.");
    }
}
