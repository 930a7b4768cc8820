using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LoadSharing.MSTest.Monitoring;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// The base of all tests. It leases stations for a test and releases them afterwards; a component of a station that exits unexpectedly fails the test.
/// </summary>
public abstract class LoadSharingTest
{
    /// <summary>A host that no station has, on this machine or on any network.</summary>
    protected const string UnknownHost = "no-such-charger.local";

    private const int TimelineLines = 14;
    private const int TimelineWidth = 400;

    private readonly List<Fleet> _fleets = [];

    public TestContext TestContext { get; set; } = null!;

    /// <summary>The contract of the leased stations.</summary>
    protected Contract Contract => LeasedFleet.Contract;

    /// <summary>Whether the budget monitor judges the groups of the tests.</summary>
    protected virtual bool WatchesGroups => true;

    private Fleet LeasedFleet => _fleets.Count > 0 ? _fleets[0] : throw new InvalidOperationException("Lease stations first: StationAsync() or FleetAsync(n).");

    private string FullName => $"{TestContext.FullyQualifiedTestClassName}.{TestContext.TestDisplayName ?? TestContext.TestName}";

    [TestInitialize]
    public Task ReportStartAsync()
    {
        // The span of the test, whose row only the context knows.
        Activity.Current?.DisplayName = FullName;
        return ReportAsync(TestState.Started, null);
    }

    [TestCleanup]
    public async Task ReleaseAsync()
    {
        var failure = TestContext.CurrentTestOutcome is UnitTestOutcome.Passed or UnitTestOutcome.Inconclusive
            ? null
            : TestContext.TestException?.Message ?? "";
        var exits = new List<string>();
        foreach (var fleet in _fleets)
        {
            exits.AddRange(await ReleaseAsync(fleet, failure));
        }

        var message = failure ?? exits.FirstOrDefault();
        await ReportAsync(State(message), message ?? TestContext.TestException?.Message);
        if (exits.Count > 0 && failure is null)
        {
            throw new AssertFailedException(string.Join('\n', exits));
        }

        // A second exception would hide the failure.
        exits.ForEach(TestContext.WriteLine);
    }

    /// <summary>Leases one station that discovers no other.</summary>
    protected async Task<Station> StationAsync() => (await FleetAsync(1))[0];

    /// <summary>
    /// Leases stations that discover exactly each other. They may have been used by earlier tests: none has a joined peer, but they may list each other.
    /// </summary>
    protected Task<Fleet> FleetAsync(int stations) => LeaseAsync(stations, fresh: false);

    /// <summary>Leases stations that have just started for the first time.</summary>
    protected Task<Fleet> FreshFleetAsync(int stations) => LeaseAsync(stations, fresh: true);

    /// <summary>Repeats an assertion until it passes. When time is over, its last failure is the test's.</summary>
    /// <param name="within">Without a value, <see cref="Timeouts.Discovery"/>.</param>
    /// <param name="text">The assertion for the timeline: its source text.</param>
    protected Task Eventually(Func<Task> assertion, FirmwareTimeout? within = null, [CallerArgumentExpression(nameof(assertion))] string text = "") =>
        RecordAsync($"eventually {text}", Polling.UntilPassesAsync(assertion, within ?? Timeouts.Discovery, TestContext.CancellationToken));

    /// <inheritdoc cref="Eventually(Func{Task}, FirmwareTimeout?, string)"/>
    protected Task Eventually(Action assertion, FirmwareTimeout? within = null, [CallerArgumentExpression(nameof(assertion))] string text = "") =>
        Eventually(AsTask(assertion), within, text);

    /// <summary>Repeats an assertion for a time. Its first failure is the test's.</summary>
    /// <param name="text">The assertion for the timeline: its source text.</param>
    protected Task Throughout(Func<Task> assertion, FirmwareTimeout duration, [CallerArgumentExpression(nameof(assertion))] string text = "") =>
        RecordAsync($"throughout {text}", Polling.WhilePassesAsync(assertion, duration, TestContext.CancellationToken));

    /// <inheritdoc cref="Throughout(Func{Task}, FirmwareTimeout, string)"/>
    protected Task Throughout(Action assertion, FirmwareTimeout duration, [CallerArgumentExpression(nameof(assertion))] string text = "") =>
        Throughout(AsTask(assertion), duration, text);

    /// <summary>Seconds of the firmware's time, for <see cref="Eventually(Func{Task}, FirmwareTimeout?, string)"/>.</summary>
    protected static FirmwareTimeout Seconds(double seconds) => FirmwareTimeout.Seconds(seconds);

    /// <inheritdoc cref="FirmwareTimeout.Duration"/>
    protected static FirmwareTimeout Duration(double seconds) => FirmwareTimeout.Duration(seconds);

    /// <summary>Starts a peer that records what stations send to it. The leased stations can reach it.</summary>
    /// <param name="opensWebSocket">Whether it opens <c>/ws</c>, sends a single frame there, and answers nothing from then on.</param>
    protected Task<PushListener> ListenAsync(bool opensWebSocket = false) => PushListener.StartAsync(LeasedFleet.TestAddress, opensWebSocket);

    /// <summary>
    /// Waits until a station has begun the pushes that earlier requests caused: it begins them in the order of the changes, and the push of a later one has
    /// arrived. Each has a connection of its own, so that an earlier one may arrive after a later one. A generation without pushes has nothing to wait for
    /// but time.
    /// </summary>
    protected async Task PushALaterAddAsync(Station station)
    {
        await using var later = await ListenAsync();
        await station.AddPeerAsync(later.Host);
        if (Contract.PushesUpdates)
        {
            await Eventually(() => later.Pushes.Should().HaveCount(1), within: Timeouts.ReciprocalUpdate);
            return;
        }

        await Throughout(() => later.Pushes.Should().BeEmpty(), Duration(4));
    }

    /// <summary>Hosts that no station has.</summary>
    protected static IReadOnlyList<string> UnknownHosts(int count) => [.. Enumerable.Range(1, count).Select(number => $"no-such-charger-{number}.local")];

    private static Func<Task> AsTask(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    private Task RecordAsync(string condition, Task wait) => _fleets is [var fleet, ..] ? fleet.Log.WaitAsync(condition, wait) : wait;

    private async Task<Fleet> LeaseAsync(int stations, bool fresh)
    {
        var lab = LabClient.Of(LabFinder.Require());
        var lease = await lab.LeaseAsync(new LeaseRequest(stations, FullName, fresh), TestContext.CancellationToken);
        Fleet fleet;
        try
        {
            fleet = new Fleet(lab, lease, TestContext.WriteLine, TestContext.CancellationToken) { IsWatched = WatchesGroups };
        }
        catch
        {
            await lab.ReleaseAsync(lease.Id, FleetState.Dirty);
            throw;
        }

        _fleets.Add(fleet);
        await KnownDefects.ReadVersionAsync(fleet);
        return fleet;
    }

    // Returns the components that exited unexpectedly and that the test's failure does not name.
    private async Task<IReadOnlyList<string>> ReleaseAsync(Fleet fleet, string? failure)
    {
        using (fleet)
        {
            var (state, problems) = (FleetState.Failed, new List<string>());
            try
            {
                problems.AddRange(await WatchReport.EndAsync(fleet, FullName));
                problems.AddRange(await UnreportedExitsAsync());
                if (failure is null && problems.Count == 0)
                {
                    state = await IsCleanAsync(fleet) ? FleetState.Clean : FleetState.Dirty;
                    await Evidence.AddPassedAsync(TestContext, FullName, fleet);
                }
                else
                {
                    TestContext.WriteLine($"{fleet}\n{fleet.WithRoles(fleet.Log.Format(TimelineLines, TimelineWidth))}");
                    await Evidence.AddFailedAsync(TestContext, FullName, fleet, failure);
                }
            }
            catch (Exception exception) when (exception is AssertFailedException or IOException or UnauthorizedAccessException or JsonException)
            {
                // The fleet must be released in any case: other tests wait for its capacity.
                problems.Add(exception.Message);
            }

            var released = await fleet.Lab.ReleaseAsync(fleet.Id, state);
            return [.. problems.Concat(Unreported(released.Exited)).Distinct()];
        }

        async Task<IEnumerable<string>> UnreportedExitsAsync() => Unreported((await fleet.Lab.GetLeaseAsync(fleet.Id)).Exited);

        IEnumerable<string> Unreported(IEnumerable<ComponentFailure> exited) =>
            exited.Select(component => component.Message).Where(message => failure?.Contains(message, StringComparison.Ordinal) != true);
    }

    // Whether the stations run with their first settings and list no hosts but each other's, not joined and without priority. Otherwise the lab gives them
    // a new state directory.
    private static async Task<bool> IsCleanAsync(Fleet fleet)
    {
        var lists = fleet.All(station => station.IsRunning && !station.IsDirty)
            ? await Task.WhenAll(fleet.Select(station => station.GetPeersAsync()))
            : null;
        return lists?.All(list => list.All(IsClean)) == true;

        bool IsClean(Peer row) => row.Priority is null or 0 && (row.IsLocal == true || (row.Joined == false && fleet.Any(other => other.IsIn(row))));
    }

    private TestState State(string? failure) => (failure, TestContext.CurrentTestOutcome) switch
    {
        (null, UnitTestOutcome.Inconclusive) => TestState.Skipped,
        (null, _) => TestState.Passed,
        _ => KnownDefects.Explain(TestContext.TestName!, failure) is null ? TestState.Failed : TestState.Skipped,
    };

    private static string? FirstLine(string? message) =>
        message is null ? null : LoadSharingTestMethod.Message(message.ReplaceLineEndings("\n").Split('\n')[0]);

    private async Task ReportAsync(TestState state, string? message)
    {
        try
        {
            if (LabFinder.Find() is { } lab)
            {
                await LabClient.Of(lab).ReportAsync(new TestEvent(FullName, state, FirstLine(message)));
            }
        }
        catch (AssertFailedException exception)
        {
            // The report is for the console only.
            TestContext.WriteLine(exception.Message);
        }
    }
}
