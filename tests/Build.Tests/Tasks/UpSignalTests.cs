using System.Text.Json;
using Build.Tests.Support;
using LoadSharing.Lab.Contracts;
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
        var up = checkout.Start("--target=Up", "--stations=2");
        await up.PrintsAsync("Ctrl-C stops it.", Token);
        await up.StillRunsUntilAsync("lab.json is there", () => File.Exists(checkout.LabConnection) ? null : "it is not", Token);
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
        Assert.IsNotEmpty(Directory.GetFiles(session.Owner.Logs), "The logs are gone, too");
    }

    [TestMethod]
    public async Task Up_SeveralSignals_StopEverything()
    {
        var checkout = NewCheckout();
        var up = checkout.Start("--target=Up", "--stations=2");
        await up.PrintsAsync("Ctrl-C stops it.", Token);

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
            "the first process is noted", () => checkout.Sessions.Any(session => session.Entries.OfType<ProcessEntry>().Any()) ? null : "none", Token);

        up.Signal(Signals.Terminate);
        var run = await up.ExitAsync(Token);

        Assert.AreEqual(143, run.ExitCode, run.ToString());
        checkout.IsClean();
    }

    [TestMethod]
    public async Task LabConnection_LabIsUp_LetsAClientLease()
    {
        var checkout = NewCheckout();
        var up = checkout.Start("--target=Up", "--stations=1", "--time-factor=10", "--timeout-factor=2");
        await up.PrintsAsync("Ctrl-C stops it.", Token);
        JsonElement connection = default;
        await up.StillRunsUntilAsync("lab.json is whole", () => TryRead(checkout.LabConnection, out connection) ? null : "it is not", Token);

        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(checkout.LabConnection));
        }

        Assert.AreEqual(Assert.ContainsSingle(checkout.Sessions).Id, connection.GetProperty("session").GetString());
        Assert.AreEqual((10, 2), (connection.GetProperty("timeFactor").GetDouble(), connection.GetProperty("timeoutFactor").GetDouble()));
        using var api = new LabApi(new Uri(connection.GetProperty("url").GetString()!), connection.GetProperty("token").GetString());
        var fleet = await api.LeaseAsync(1, Token);
        Assert.AreEqual(StationState.Ready, fleet.Stations[0].State);

        up.Signal(Signals.Terminate);
        Assert.AreEqual(143, (await up.ExitAsync(Token)).ExitCode);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task LabConnection_FirstOfTwoLabsStops_IsKept()
    {
        var checkout = NewCheckout();
        var first = checkout.Start("--target=Up", "--stations=1");
        await first.PrintsAsync("Ctrl-C stops it.", Token);
        var second = checkout.Start("--target=Up", "--stations=1");
        await second.PrintsAsync("Ctrl-C stops it.", Token);
        var session = checkout.Sessions.Single(session => session.Owner.Process == second.Identity).Id;
        await second.StillRunsUntilAsync("lab.json is the second's", () => IsOf(session) ? null : "it is not", Token);

        first.Signal(Signals.Terminate);
        Assert.AreEqual(143, (await first.ExitAsync(Token)).ExitCode);
        Assert.IsTrue(IsOf(session), "lab.json of the lab that is up was removed");

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
            // Not there yet, or being written.
            return false;
        }
    }
}
