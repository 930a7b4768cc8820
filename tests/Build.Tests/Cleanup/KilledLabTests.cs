namespace Build.Tests.Cleanup;

/// <summary>Two labs of <c>--target=Up</c> on one machine. One build is killed; then Status and Cleanup run while the other lab is up.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class KilledLabTests
{
    private static readonly Scratch Machine = new();

    private static Checkout _live = null!;
    private static SessionRecord _liveSession = null!;
    private static bool _liveIsIntact;
    private static BuildResult _liveEnd = null!;

    private static Checkout _killed = null!;
    private static SessionRecord _killedSession = null!;
    private static IReadOnlyList<string?> _killedStations = [];
    private static bool _killedIsGone;

    private static BuildResult _status = null!;
    private static BuildResult _cleanup = null!;
    private static BuildResult _secondCleanup = null!;
    private static BuildResult _lastStatus = null!;
    private static IReadOnlyList<string> _orphans = [];

    private static IReadOnlyList<StationEntry> LiveStations => _liveSession.Stations(2);

    private static IReadOnlyList<StationEntry> KilledStations => _killedSession.Stations(2);

    private static IEnumerable<ProcessEntry> KilledProcesses => _killedSession.Entries.OfType<ProcessEntry>()
        .Where(entry => KilledStations.Any(station => station.Name == entry.Station))
        .Reverse()
        .DistinctBy(entry => (entry.Station, entry.Component));

    private static string SkipMessage =>
        $"Session {_liveSession.Id} is in use (Up, process {_liveSession.Owner.Process.Id}, {_live.Root}): skipped.";

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        _live = new Checkout(Installation.Shared, Machine.Path, context);
        _killed = new Checkout(Installation.Shared, Machine.Path, context);
        var builds = await Task.WhenAll(_live.UpAsync("--stations=2"), _killed.UpAsync("--stations=2", "--own-processes"));
        _liveSession = _live.Sessions.Single(session => session.Owner.Checkout == _live.Root);
        _killedSession = _live.Sessions.Single(session => session.Owner.Checkout == _killed.Root);
        await SeeEachOtherAsync(LiveStations, context.CancellationToken);
        await SeeEachOtherAsync(KilledStations, context.CancellationToken);

        await _killed.KillAsync(builds[1]);
        _killedStations = await Task.WhenAll(
            KilledStations.Select(station => StationHttp.ConnectionErrorAsync(new Uri(station.FirmwareUrl), context.CancellationToken)));
        _status = await _killed.RunAsync("--target=Status");
        _cleanup = await _killed.RunAsync("--target=Cleanup");
        _killedIsGone = !KilledProcesses.Any(entry => entry.Process.IsAlive);
        await SeeEachOtherAsync(LiveStations, context.CancellationToken);
        _liveIsIntact = _liveSession.Entries.OfType<ProcessEntry>().All(entry => entry.Process.IsAlive) && File.Exists(_live.LabConnection);
        _secondCleanup = await _killed.RunAsync("--target=Cleanup");

        builds[0].Signal(Signals.Terminate);
        _liveEnd = await builds[0].ExitAsync(context.CancellationToken);
        _lastStatus = await _killed.RunAsync("--target=Status");
        _orphans = [.. _live.Orphans, .. _killed.Orphans];
    }

    [ClassCleanup]
    public static async Task DisposeAsync()
    {
        await _live.DisposeAsync();
        await _killed.DisposeAsync();
        await Machine.DisposeAsync();
    }

    [TestMethod]
    public void Up_TwoLabs_HaveDifferentStations() =>
        CollectionAssert.AllItemsAreUnique(LiveStations.Concat(KilledStations).Select(station => station.Name).ToList());

    [TestMethod]
    public void Kill_BuildWithItsSupervisor_LeavesItsStationsRunning()
    {
        Assert.HasCount(4, KilledProcesses.ToList());
        Assert.IsTrue(_killedStations.All(error => error is null), string.Join('\n', _killedStations));
    }

    [TestMethod]
    public void Status_KilledBuild_ListsTheProcessesOfItsStations()
    {
        Assert.AreEqual(0, _status.ExitCode, _status.ToString());
        Assert.Contains(
            $"Session {_killedSession.Id}: Up of {_killed.Root}, its build is gone; ./build.sh --target=Cleanup removes its orphans",
            _status.Lines);
        foreach (var station in KilledStations)
        {
            Assert.Contains(
                $"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}; "
                + $"processes: emulator {Process(station, "emulator").Id}, firmware {Process(station, "firmware").Id}",
                _status.Lines);
        }
    }

    [TestMethod]
    public void Status_LabIsUp_ListsStationsAndSharedProcess()
    {
        var process = Assert.ContainsSingle(_liveSession.Entries.OfType<ProcessEntry>()).Process;

        Assert.Contains($"Session {_liveSession.Id}: Up of {_live.Root}, up, process {_liveSession.Owner.Process.Id}", _status.Lines);
        foreach (var station in LiveStations)
        {
            Assert.Contains($"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}; in shared process {process.Id}", _status.Lines);
        }
    }

    [TestMethod]
    public void Cleanup_KilledBuild_StopsItsProcessesOnly()
    {
        Assert.AreEqual(0, _cleanup.ExitCode, _cleanup.ToString());
        Assert.Contains($"Session {_killedSession.Id} (Up): its build is gone.", _cleanup.Lines);
        Expect.Set(
            _cleanup.Lines.Where(line => line.StartsWith("  stopped ", StringComparison.Ordinal)),
            [.. KilledProcesses.Select(entry => OrphanedSession.Stopped(entry.Process, $"{entry.Station} {entry.Component}"))]);
        Assert.Contains($"  removed {_killedSession.Directory}", _cleanup.Lines);
        Assert.Contains("Cleaned up after 1 session.", _cleanup.Lines);
        Assert.IsTrue(_killedIsGone, "A process of the killed build still runs");
    }

    [TestMethod]
    public void Cleanup_LabIsUp_SkipsIt()
    {
        Assert.Contains(SkipMessage, _cleanup.Lines);
        Assert.IsTrue(_liveIsIntact, "A process or lab.json of the lab that is up was removed");
    }

    [TestMethod]
    public void SecondCleanup_LabIsUp_HasNothingToCleanUp()
    {
        Assert.AreEqual(0, _secondCleanup.ExitCode, _secondCleanup.ToString());
        Assert.Contains(SkipMessage, _secondCleanup.Lines);
        Assert.Contains("Nothing to clean up.", _secondCleanup.Lines);
    }

    [TestMethod]
    public void Up_SignalledBesideAKilledBuild_StopsEverything()
    {
        Assert.AreEqual(143, _liveEnd.ExitCode, _liveEnd.ToString());
        Assert.IsEmpty(_orphans, string.Join('\n', _orphans));
    }

    [TestMethod]
    public void Status_NoLab_SaysSo() => Assert.Contains("No lab is up, and no killed build left anything running.", _lastStatus.Lines);

    private static Task SeeEachOtherAsync(IEnumerable<StationEntry> stations, CancellationToken cancellation) => StationHttp.SeeEachOtherAsync(
        [.. stations.Select(station => new Uri(station.FirmwareUrl))],
        [.. stations.Select(station => $"openevse-native-{station.Name.Split('-')[1]}")],
        cancellation);

    private static ProcessIdentity Process(StationEntry station, string component) =>
        KilledProcesses.Single(entry => entry.Station == station.Name && entry.Component == component).Process;
}
