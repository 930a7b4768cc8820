namespace Build.Tests.Suite;

/// <summary>A run with <c>--keep</c> on a firmware that one of its two tests fails on, then Status and Cleanup.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed partial class KeepTests
{
    // A fresh station of this firmware has a joined peer.
    private const string Firmware =
        """
        if [ "$1" = firmware ]; then
          mkdir -p epoxyfsdata
          [ -e epoxyfsdata/loadsharing_peers.json ] || echo '{"peers":["unexpected.local"]}' >epoxyfsdata/loadsharing_peers.json
        fi
        exec "$REAL" "$@"
        """;

    private static Installation _installation = null!;
    private static Checkout _checkout = null!;
    private static BuildResult _run = null!;
    private static BuildResult _status = null!;
    private static BuildResult _cleanup = null!;
    private static IReadOnlyList<string> _orphans = [];

    // As the run left them.
    private static string _session = "";
    private static IReadOnlyList<ProcessIdentity> _processes = [];
    private static int _peers;
    private static bool _hasState;

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        _installation = await Installation.WithVirtualStationAsync(Firmware, context.CancellationToken);
        _checkout = new Checkout(_installation, sessions: null, context);
        _run = await _checkout.RunAsync("--target=IntegrationTests", "--keep", SuiteTests.Filter(SuiteTests.FreshStation, SuiteTests.Discover));

        _session = Assert.ContainsSingle(_checkout.Sessions, _run.ToString()).Id;
        _processes = _checkout.Processes;
        if (KeptStation().Match(_run.Output) is { Success: true } kept)
        {
            _peers = (await StationHttp.PeersAsync(new Uri(kept.Groups["firmware"].Value), context.CancellationToken)).Count;
            await StationHttp.GetAsync(new Uri(kept.Groups["emulator"].Value), "api/status", context.CancellationToken);
            _hasState = File.Exists(Path.Combine(kept.Groups["state"].Value, "epoxyfsdata", "loadsharing_peers.json"));
        }

        _status = await _checkout.RunAsync("--target=Status");
        _cleanup = await _checkout.RunAsync("--target=Cleanup");
        _orphans = _checkout.Orphans;
    }

    [ClassCleanup]
    public static async Task DeleteCheckoutAsync()
    {
        await _checkout.DisposeAsync();
        await _installation.DisposeAsync();
    }

    [TestMethod]
    public void Run_OneTestFails_IsRed()
    {
        Assert.AreEqual(1, _run.ExitCode, _run.ToString());
        Assert.AreEqual("1 passed, 1 failed", _run.LastLine);
        Assert.Contains("The integration tests failed: 1 passed, 1 failed.", _run.Errors);
    }

    [TestMethod]
    public void Output_OneTestFails_HasItsNameAndReason()
    {
        Assert.ContainsSingle(line => line.StartsWith($"FAILED  {SuiteTests.FreshStation}", StringComparison.Ordinal), _run.Lines, _run.ToString());
        Assert.Contains("unexpected.local", _run.Output);
    }

    [TestMethod]
    public void Summary_OneTestFails_HasItsReason() =>
        Assert.Contains("unexpected.local", File.ReadAllText(Path.Combine(_checkout.Results, "summary.md")));

    [TestMethod]
    public void Output_Keep_NamesTheStationOfTheFailedTestOnly()
    {
        Assert.Contains("These stations keep running (--keep). ./build.sh --target=Cleanup stops them.", _run.Lines);
        Assert.HasCount(1, KeptStation().Matches(_run.Output), _run.ToString());
    }

    [TestMethod]
    public void KeptStation_AfterTheRun_IsInTheStateOfTheFailure()
    {
        Assert.AreEqual(2, _peers, "Rows of the kept station: itself and the joined peer");
        Assert.IsTrue(_hasState, "The state directory has no file of peers");
    }

    [TestMethod]
    public void KeptStation_AfterTheRun_IsTwoProcesses() => Assert.HasCount(2, _processes, "Expected an emulator and a firmware");

    [TestMethod]
    public void Status_AfterTheRun_ListsTheSession() => Assert.Contains(
        $"Session {_session}: IntegrationTests of {_checkout.Root}, its build is gone; ./build.sh --target=Cleanup removes its orphans", _status.Lines);

    [TestMethod]
    public void Cleanup_AfterTheRun_StopsTheKeptStation()
    {
        Assert.Contains("Cleaned up after 1 session.", _cleanup.Lines);
        Assert.HasCount(2, _cleanup.Lines.Where(line => line.StartsWith("  stopped process ", StringComparison.Ordinal)).ToList());
        Assert.IsEmpty(_orphans, string.Join('\n', _orphans));
    }

    [GeneratedRegex(
        @"^  station-\d+: firmware (?<firmware>http://127\.0\.0\.1:\d+/), emulator (?<emulator>http://127\.0\.0\.1:\d+/), state (?<state>/.+)$",
        RegexOptions.Multiline)]
    private static partial Regex KeptStation();
}
