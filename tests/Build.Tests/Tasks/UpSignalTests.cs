using System.Diagnostics;
using RunningLab = (Build.Tests.Support.RunningBuild Build, LoadSharing.Lab.Sessions.SessionRecord Session);

namespace Build.Tests.Tasks;

/// <summary>Three labs of one checkout, which end by different signals, one after another.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class UpSignalTests : BuildTest
{
    private static readonly List<(RunningLab Lab, BuildResult Result, bool IsConnectionKept)> Stopped = [];

    private static Checkout _checkout = null!;
    private static IReadOnlyList<string> _orphans = [];

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        _checkout = new Checkout(Installation.Shared, sessions: null, context);
        List<RunningLab> labs = [];
        for (var number = 0; number < 3; number++)
        {
            var up = await _checkout.UpAsync("--stations=2");
            labs.Add((up, _checkout.Sessions.Single(session => session.Owner.Process == up.Identity)));
        }

        await labs[2].Build.StillRunsUntilAsync("lab.json names the third lab", () => IsConnectedTo(labs[2]) ? null : "it does not", context.CancellationToken);
        foreach (var (lab, signal) in labs.Zip([Signals.Interrupt, Signals.Hangup, Signals.Terminate]))
        {
            foreach (var station in lab.Session.Stations(2))
            {
                await StationHttp.GetAsync(new Uri(station.FirmwareUrl), "config", context.CancellationToken);
                await StationHttp.GetAsync(new Uri(station.EmulatorUrl), "api/status", context.CancellationToken);
            }

            lab.Build.Signal(signal);
            var result = await lab.Build.ExitAsync(context.CancellationToken);
            Stopped.Add((lab, result, IsConnectedTo(labs[2])));
        }

        _orphans = _checkout.Orphans;
    }

    [ClassCleanup]
    public static async Task DisposeAsync() => await _checkout.DisposeAsync();

    [TestMethod]
    public void Up_Stations_AreListed()
    {
        foreach (var (lab, result, _) in Stopped)
        {
            Assert.HasCount(2, lab.Session.Stations(2));
            foreach (var station in lab.Session.Stations(2))
            {
                var host = $"openevse-native-{station.Name.Split('-')[1]}";
                Assert.Contains($"  {station.Name}  host {host}  firmware {station.FirmwareUrl}  emulator {station.EmulatorUrl}", result.Lines);
            }
        }
    }

    [TestMethod]
    public void Signal_EachNumber_HasItsExitCode() => Expect.Sequence(Stopped.Select(stopped => stopped.Result.ExitCode), 130, 129, 143);

    [TestMethod]
    public void Signal_EachNumber_StopsTheLabInOrder()
    {
        foreach (var (_, result, _) in Stopped)
        {
            Assert.Contains("Stopping the lab.", result.Lines);
            Assert.DoesNotContain("Error", result.Output + result.Errors);
        }
    }

    [TestMethod]
    public void Signal_EachNumber_LeavesNoProcessOrSession()
    {
        Assert.IsFalse(Stopped.Exists(stopped => stopped.Lab.Session.Entries.OfType<ProcessEntry>().Any(entry => entry.Process.IsAlive)));
        Assert.IsEmpty(_orphans, string.Join('\n', _orphans));
    }

    [TestMethod]
    public void Signal_EachNumber_LeavesTheLogs() =>
        Assert.IsTrue(Stopped.TrueForAll(stopped => Directory.GetFiles(stopped.Lab.Session.Owner.Logs).Length > 0));

    [TestMethod]
    public void LabConnection_EarlierLabStops_IsKept() => Expect.Sequence(Stopped.Select(stopped => stopped.IsConnectionKept), true, true, false);

    [TestMethod]
    public async Task Up_SeveralSignals_StopEverything()
    {
        var checkout = NewCheckout();
        var up = await checkout.UpAsync("--stations=2");

        up.Signal(Signals.Interrupt);
        up.Signal(Signals.Interrupt);
        up.Signal(Signals.Terminate);
        var run = await up.ExitAsync(Token);

        Assert.IsTrue(run.ExitCode is 130 or 143, run.ToString());
        checkout.IsClean();
    }

    [TestMethod]
    [DataRow(Signals.Interrupt, 130)]
    [DataRow(Signals.Terminate, 143)]
    public async Task Up_SecondSignalWhileAStopHangs_EndsAtOnce(int signal, int exitCode)
    {
        // An emulator that ignores SIGTERM, with 25 s until SIGKILL. A virtual one gets SIGKILL at once.
        var checkout = NewCheckout();
        await checkout.AddProgramAsync("emulator-that-stays", $"trap '' TERM\n'{VirtualStation.Program}' emulator\nexec sleep 600");
        var up = await checkout.UpAsync("--stations=1", "--emulator=emulator-that-stays", "--timeout-factor=100");
        up.Signal(Signals.Interrupt);
        await up.PrintsAsync("Stopping the lab.", Token);
        var start = Stopwatch.GetTimestamp();

        // Signals within half a second of the first count as one.
        await Eventually.HoldsAsync("the build ends", () => Retry(up, signal), Token);

        var run = await up.ExitAsync(Token);
        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.IsLessThan(20, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static string? Retry(RunningBuild build, int signal)
    {
        build.Signal(signal);
        return build.Identity.IsAlive ? "it runs" : null;
    }

    [TestMethod]
    public async Task Up_SignalDuringStart_StopsStartedProcesses()
    {
        var checkout = NewCheckout();
        var up = checkout.Start("--target=Up", "--stations=8");
        await up.StillRunsUntilAsync(
            "the manifest names a process",
            () => checkout.Sessions.Any(session => session.Entries.OfType<ProcessEntry>().Any()) ? null : "it names none",
            Token);

        up.Signal(Signals.Terminate);
        var run = await up.ExitAsync(Token);

        Assert.AreEqual(143, run.ExitCode, run.ToString());
        checkout.IsClean();
    }

    private static bool IsConnectedTo(RunningLab lab)
    {
        try
        {
            return JsonElement.Parse(File.ReadAllText(_checkout.LabConnection)).GetProperty("session").GetString() == lab.Session.Id;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // The file does not exist, or is being written.
            return false;
        }
    }
}
