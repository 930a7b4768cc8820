using Build.Options;
using Build.Results;
using LoadSharing.Lab;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Stations;
using Spectre.Console;

namespace Build.Suite;

/// <summary>Runs the suite in a lab of its own: starts the lab, runs the tests, stops the lab. It writes the files of the tests, and no report.</summary>
/// <param name="context">The build.</param>
/// <param name="options">The options of the tested build.</param>
/// <param name="directory">The directory of the results.</param>
internal sealed class LabRun(BuildContext context, BuildOptions options, string directory)
{
    private readonly PhaseClock _phases = new(context.Run);
    private readonly FleetPlan _plan = new(context.Repository.FleetPlan, options);
    private readonly List<TestResult> _tests = [];
    private readonly List<string> _errors = [];
    private readonly KnownCrashes _known = KnownCrashes.Read(context.KnownDefectsOf(options));
    private int _rounds;

    /// <summary>Remarks that do not fail the run.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The filter of <c>--shard</c>; null for all tests.</summary>
    public string? ShardFilter { get; init; }

    /// <summary>Whether the fleets of failed tests keep running.</summary>
    public bool KeepsFailed { get; init; }

    /// <summary>The run of <c>--baseline</c>; null without one.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>The last run of the suite, for an estimate; null for none.</summary>
    public LastRun? LastRun { get; init; }

    /// <summary>Number of rounds in the lab.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>The result; null until the lab has been started and stopped.</summary>
    public RunResult? Result { get; private set; }

    /// <summary>The times of <see cref="Result"/>.</summary>
    public RunTimes? Times { get; private set; }

    // Whether all tests ran.
    private bool IsFull => options is { Filter: null, Matrix.Count: 0 } && ShardFilter is null && !OptionTable.Instances.IsGiven(options.Source)
        && !context.Run.Cancellation.IsCancellationRequested;

    /// <summary>Runs it. When this returns or throws, the lab is stopped.</summary>
    /// <param name="kind">The stations.</param>
    /// <param name="purpose">The name of the target.</param>
    public async Task RunAsync(StationKind kind, string purpose)
    {
        await using var progress = new RunProgress(context.Print);
        await using var display = RunDisplay.CanShowOn(AnsiConsole.Console) ? progress.ShowOn(AnsiConsole.Console, LastRun) : null;
        var labOptions = StationKinds.LabOptions(context, kind) with
        {
            Logger = progress.Logger,
            KeepFailed = KeepsFailed,
            WaitsForLeased = true,

            // A listener costs little in a process that stations share. Else it is a process for each fleet.
            RecordsPackets = (kind.Firmware is VirtualFirmware && !options.OwnProcesses) || options.RecordsAll,
        };
        var session = context.BeginSession(purpose, context.Logs);
        var lab = await LabHost.StartAsync(labOptions, session, progress, context.Run.Cancellation);
        try
        {
            if (lab.SharedLink is { } link && await link.DescribeForeignStationsAsync() is { } foreignStations)
            {
                Notes.Add(foreignStations);
            }

            if (LivePage.IsSeen)
            {
                progress.Print(new LivePage(context, lab).Line);
            }

            _phases.End(Phases.LabUp);
            await RunRoundsAsync(lab, progress);
        }
        catch (Exception error)
        {
            _errors.Add(error.Message);
            throw;
        }
        finally
        {
            await StopAsync(lab, _errors);
            PrintKept(lab, progress);
            _phases.End(Phases.LabDown);
            AddComponentFailures(lab);
            if (lab.Generation.Unknown is { } verdict)
            {
                Notes.Add(verdict);
            }

            var currents = RunCurrents.ReadAndDraw(directory);
            if (IsFull && currents.Unreached is { Count: > 0 } unreached)
            {
                Notes.Add($"no group reached {string.Join(", ", unreached)}.");
            }

            Result = new RunResult(lab.Tested, _tests, context.Run.Elapsed)
            {
                Rounds = _rounds,
                Errors = _errors,
                Notes = Notes,
                Currents = currents,
                Changes = Baseline?.Changes(_tests) ?? [],
            };
            Times = new RunTimes(_phases.Durations, lab.Measurements.Stages.ToDictionary(stage => stage.Key, StageTimes.Of));
        }
    }

    private async Task RunRoundsAsync(LabHost lab, RunProgress progress)
    {
        var settings = new SuiteSettings(options, context.Timeouts)
        {
            KnownDefects = context.KnownDefectsOf(options),
            ShardFilter = ShardFilter,
            Currents = new ResultFiles(directory).Currents,
            Timelines = new ResultFiles(directory).Timelines,
        };
        var runner = new SuiteRunner(settings, directory);
        while (_rounds < Rounds && !context.Run.Cancellation.IsCancellationRequested)
        {
            var round = ++_rounds;
            if (Rounds > 1)
            {
                progress.Print($"Round {round} of {Rounds}");
            }

            // Those of a test host that was killed in the last round: tests of this one would wait for them.
            await lab.Fleets.ReleaseAllAsync();
            lab.Fleets.Prestart(_plan.Sizes);
            if (round == 1 && options.Contract is not null && await ContractMismatchAsync(lab) is { } mismatch)
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
            var (required, detected) = (options.Contract, lab.Generation.Detected);
            return $"--contract={required}: this firmware has the API of {detected}. Give --contract={detected}, or test a firmware of {required}.";
        }
        catch (Exception error) when (error is LabException or OperationCanceledException)
        {
            // Not a mismatch. The tests fail for the same reason and report it with its context.
            return null;
        }
    }

    // A component that exits during a test fails that test, whose message has the failure.
    private void AddComponentFailures(LabHost lab)
    {
        foreach (var failure in lab.Failures.Where(failure => !_tests.Exists(test => test.Message.Contains(failure.Message, StringComparison.Ordinal))))
        {
            if (_known.Explain(failure, lab.Generation.Detected) is { } reason)
            {
                Notes.Add($"known defect: {reason} {TestResult.FirstLine(failure.Message)}");
            }
            else
            {
                _errors.Add(failure.Message);
            }
        }
    }

    /// <summary>Stops a lab. A failure is added to the errors of its run, so that it does not hide them.</summary>
    public static async Task StopAsync(LabHost lab, List<string> errors)
    {
        try
        {
            await lab.DisposeAsync();
        }
        catch (LabException error)
        {
            errors.Add($"The lab could not be stopped completely; the target Cleanup removes the rest. Reason: {error.Message}");
        }
    }

    private static void PrintKept(LabHost lab, RunProgress progress)
    {
        foreach (var fleet in lab.Kept.All)
        {
            progress.Print($"Kept for {fleet.Test}:");
            foreach (var (station, state) in fleet.Stations)
            {
                progress.Print($"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}, state {state}");
            }
        }

        if (lab.Kept.All.Count > 0)
        {
            progress.Print("These stations keep running (--keep). ./build.sh --target=Cleanup stops them.");
        }
    }
}
