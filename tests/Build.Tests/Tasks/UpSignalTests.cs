using System.Text.Json;
using Build.Tests.Support;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Tasks;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class UpSignalTests : BuildTest
{
    [TestMethod]
    [DataRow(Signals.Interrupt, 130)]
    [DataRow(Signals.Terminate, 143)]
    [DataRow(Signals.Hangup, 129)]
    public async Task Up_Signal_StopsEverything(int signal, int exitCode)
    {
        var checkout = NewCheckout();
        var up = await checkout.UpAsync("--stations=2");
        var session = Assert.ContainsSingle(checkout.Sessions);
        var stations = session.Entries.OfType<StationEntry>().ToList();
        Assert.HasCount(2, stations);
        foreach (var station in stations)
        {
            await StationHttp.GetAsync(new Uri(station.FirmwareUrl), "config", Token);
            await StationHttp.GetAsync(new Uri(station.EmulatorUrl), "api/status", Token);
            var host = $"openevse-native-{station.Name.Split('-')[1]}";
            Assert.Contains($"  {station.Name}  host {host}  firmware {station.FirmwareUrl}  emulator {station.EmulatorUrl}\n", up.Output);
        }

        up.Signal(signal);
        var run = await up.ExitAsync(Token);

        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.Contains("Stopping the lab.", run.Lines);
        Assert.DoesNotContain("Error", run.Output + run.Errors);
        Assert.IsFalse(session.Entries.OfType<ProcessEntry>().Any(entry => entry.Process.IsAlive));
        checkout.IsClean();
        Assert.IsNotEmpty(Directory.GetFiles(session.Owner.Logs), "Expected the logs to remain");
    }

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

    [TestMethod]
    public async Task LabConnection_FirstOfTwoLabsStops_IsKept()
    {
        var checkout = NewCheckout();
        var first = await checkout.UpAsync("--stations=1");
        var second = await checkout.UpAsync("--stations=1");
        var session = checkout.Sessions.Single(session => session.Owner.Process == second.Identity).Id;
        await second.StillRunsUntilAsync("lab.json names the second lab", () => IsOf(session) ? null : "it does not", Token);

        first.Signal(Signals.Terminate);
        Assert.AreEqual(143, (await first.ExitAsync(Token)).ExitCode);
        Assert.IsTrue(IsOf(session), "lab.json must remain as long as the second lab is up");

        second.Signal(Signals.Terminate);
        Assert.AreEqual(143, (await second.ExitAsync(Token)).ExitCode);
        checkout.IsClean();

        bool IsOf(string id) => TryRead(checkout.LabConnection, out var connection) && connection.GetProperty("session").GetString() == id;
    }

    private static bool TryRead(string path, out JsonElement document)
    {
        document = default;
        try
        {
            document = JsonElement.Parse(File.ReadAllText(path));
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // The file does not exist yet, or is being written.
            return false;
        }
    }
}
