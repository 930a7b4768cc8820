using Build.Options;
using Build.Results;
using Cake.Core;
using LoadSharing.Lab;
using LoadSharing.Lab.Stations;

namespace Build.Suite;

/// <summary>Runs the suite against a lab: starts the lab, runs the tests, stops the lab, writes the reports.</summary>
internal sealed class IntegrationRun(BuildContext context)
{
    private readonly PhaseClock _phases = new(context.Run);
    private readonly FleetPlan _plan = new(context.Repository.FleetPlan, context.Options);
    private readonly List<TestResult> _tests = [];
    private readonly List<string> _errors = [];
    private readonly List<string> _notes = [];
    private int _rounds;

    private BuildOptions Options => context.Options;

    /// <summary>Runs it. When this returns or throws, the lab is stopped and the reports are written.</summary>
    /// <exception cref="CakeException">A test failed, or the run could not start.</exception>
    public async Task RunAsync()
    {
        var known = KnownCrashes.Read(context.KnownDefectsFile);
        var shard = Options.Shard is { } part ? ShardPlan.Filter(context.Repository.Durations, part) : null;
        Directory.CreateDirectory(context.Results);
        context.TryWrite("Results of earlier runs", new ResultFiles(context.Results).DeleteEarlier);
        context.TryWrite("Logs of old sessions", () => SessionLogs.DeleteOld(context.Logs));
        await new CleanupRun(context).RemoveOrphansAsync();
        var kind = StationKinds.Of(context);
        context.Print($"Tested: {kind.Description}");
        if (Options.Seed is { } seed)
        {
            context.Print($"Shuffled: --seed={seed} repeats this order");
            _notes.Add($"the tests were shuffled with --seed={seed}.");
        }

        if (Options.Shard is not null)
        {
            _notes.Add($"only part {Options.Shard} of the suite ran (--shard={Options.Shard}).");
        }

        await using var progress = new RunProgress(context.Print);
        var options = StationKinds.LabOptions(context, kind) with { Logger = progress.Logger };
        var session = context.BeginSession("IntegrationTests", context.Logs);
        var lab = await LabHost.StartAsync(options, session, progress, context.Run.Cancellation);
        RunResult result;
        try
        {
            if (lab.SharedLink is { } link && await link.DescribeForeignStationsAsync() is { } foreignStations)
            {
                _notes.Add(foreignStations);
            }

            _phases.End(Phases.LabUp);
            await RunRoundsAsync(lab, shard, progress);
        }
        catch (Exception error)
        {
            _errors.Add(error.Message);
            throw;
        }
        finally
        {
            await StopAsync(lab);
            _phases.End(Phases.LabDown);
            AddComponentFailures(lab, known);
            if (lab.Generation.Unknown is { } verdict)
            {
                _notes.Add(verdict);
            }

            result = new RunResult(lab.Tested, _tests, context.Run.Elapsed) { Rounds = _rounds, Errors = _errors, Notes = _notes };
            var stages = lab.Measurements.Stages.ToDictionary(stage => stage.Key, StageTimes.Of);
            ResultPublisher.Publish(context, result, new RunTimes(_phases.Durations, stages));
        }

        if (!result.IsSuccess)
        {
            throw new CakeException($"The integration tests failed: {result.Counts}.");
        }
    }

    private async Task RunRoundsAsync(LabHost lab, string? shard, RunProgress progress)
    {
        var runner = new SuiteRunner(Options, context.Results, context.KnownDefectsFile, context.Timeouts, shard);
        while (_rounds < Options.Repeat && !context.Run.Cancellation.IsCancellationRequested)
        {
            var round = ++_rounds;
            if (Options.Repeat > 1)
            {
                context.Print($"Round {round} of {Options.Repeat}");
            }

            lab.Fleets.Prestart(_plan.Sizes, Options.Parallel);
            if (round == 1 && Options.Contract is not null && await ContractMismatchAsync(lab) is { } mismatch)
            {
                _errors.Add(mismatch);
                _rounds = 0;
                return;
            }

            var leased = lab.Measurements.Leases.Count;
            var (tests, errors) = await runner.RunAsync(lab, progress, round, context.Run.Cancellation);
            _phases.End(Phases.RunnerStart, progress.FirstStart);
            _phases.End(Phases.Tests, progress.LastEvent);
            _phases.End(Phases.RunnerEnd);
            var results = WithWaits(tests, lab.Measurements.Leases.Skip(leased)).ToList();
            _tests.AddRange(results);
            _errors.AddRange(errors);

            // The lab adds up the needs of all rounds, so only the first round's are recorded.
            if (round == 1 && !context.Run.Cancellation.IsCancellationRequested)
            {
                context.TryWrite("The fleets for the next run", () => _plan.Write(lab.Demand.Sizes));
            }
        }
    }

    private static IEnumerable<TestResult> WithWaits(IReadOnlyList<TestResult> tests, IEnumerable<LeaseTimes> leases)
    {
        var waits = leases.ToLookup(lease => lease.Test);
        return tests.Select(test => waits[test.FullName].ToList() is { Count: > 0 } own
            ? test with
            {
                Waited = new LeaseWait(TimeSpan.FromTicks(own.Sum(lease => lease.Queued.Ticks)), TimeSpan.FromTicks(own.Sum(lease => lease.Start.Ticks))),
            }
            : test);
    }

    // Checked once before the tests, because every test would fail for it.
    private async Task<string?> ContractMismatchAsync(LabHost lab)
    {
        try
        {
            await using var lease = await lab.Fleets.AcquireAsync(new LeaseRequest(1, "the contract"), context.Run.Cancellation);
            await lab.Generation.DetectAsync(lease.Stations[0].FirmwareUrl, context.Run.Cancellation);
            await lease.ReleaseAsync(FleetState.Clean);
            return null;
        }
        catch (LabException) when (lab.Generation.IsMismatch)
        {
            var (required, detected) = (context.Options.Contract, lab.Generation.Detected);
            return $"--contract={required}: this firmware has the API of {detected}. Give --contract={detected}, or test a firmware of {required}.";
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            // Not a mismatch. The tests fail for the same reason and report it with its context.
            return null;
        }
    }

    // A component that exits during a test fails that test, whose message has the failure.
    private void AddComponentFailures(LabHost lab, KnownCrashes known)
    {
        foreach (var failure in lab.Failures.Where(failure => !_tests.Exists(test => test.Message.Contains(failure.Message, StringComparison.Ordinal))))
        {
            if (known.Explain(failure, lab.Generation.Detected) is { } reason)
            {
                _notes.Add($"known defect: {reason} {TestResult.FirstLine(failure.Message)}");
            }
            else
            {
                _errors.Add(failure.Message);
            }
        }
    }

    private async Task StopAsync(LabHost lab)
    {
        try
        {
            await lab.DisposeAsync();
        }
        catch (LabException error)
        {
            _errors.Add($"The lab could not be stopped completely; the target Cleanup removes the rest. Reason: {error.Message}");
        }

        foreach (var fleet in lab.Kept.All)
        {
            context.Print($"Kept for {fleet.Test}:");
            foreach (var (station, directory) in fleet.Stations)
            {
                context.Print($"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}, state {directory}");
            }
        }

        if (lab.Kept.All.Count > 0)
        {
            context.Print("These stations keep running (--keep). ./build.sh --target=Cleanup stops them.");
        }
    }
}
