using System.Text.RegularExpressions;

namespace LoadSharing.Lab.Tests.Failures;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ComponentExitTests : LabTest
{
    [TestMethod]
    public async Task Exit_KilledFirmware_IsReportedByEveryCall()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(2, Token);
        var (station, neighbour) = (fleet.Stations[1], fleet.Stations[0]);

        Signals.Send(lab.Process(station.Name, "firmware"), Signals.Kill);

        var failure = await WaitForExitAsync(lab, fleet);
        AssertFailure(failure, station, "firmware", "signal SIGKILL (9)");
        Assert.Contains($"hostname = {station.Hostname}", failure.Message, "The last lines are not those of the firmware");
        Assert.AreEqual(StationState.Exited, (await lab.Api.FleetAsync(fleet.Id, Token)).Stations[1].State);
        foreach (var action in new[] { "restart", "stop", "start" })
        {
            (await lab.Api.ActAsync(station.Name, action, Token)).IsProblem(409, failure.Message);
        }

        Assert.IsNull(await StationHttp.ConnectionErrorAsync(neighbour.FirmwareUrl, Token), "The other firmware was stopped");
        Assert.AreEqual(failure.Message, Assert.ContainsSingle(lab.Events.Failures).Message, "The run was not notified");
        AreEqual(failure, Assert.ContainsSingle((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited));
        Assert.AreEqual(failure.Message, Assert.ContainsSingle(lab.Host.Failures).Message, "The lab does not record it");
    }

    [TestMethod]
    public async Task Exit_CrashedFirmware_HasItsSignal()
    {
        var lab = await StartScriptedLabAsync("echo about to crash\n\"$REAL\" firmware \"$@\" &\nwait");
        var fleet = await lab.Api.LeaseAsync(1, Token);

        Signals.Send(lab.Process(fleet.Stations[0].Name, "firmware"), Signals.SegmentationFault);

        var failure = await WaitForExitAsync(lab, fleet);
        AssertFailure(failure, fleet.Stations[0], "firmware", "signal SIGSEGV (11)");
        Assert.AreEqual("about to crash", failure.LastLines[0]);
        await lab.Api.ReleaseAsync(fleet.Id, Token);
        await lab.StopAsync();
        Assert.IsEmpty(lab.Processes, $"Child processes of the firmware still run:\n{ProcessSearch.Describe(lab.Processes)}");
    }

    [TestMethod]
    public async Task Exit_KilledEmulator_IsReportedByEveryCall()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0];

        Signals.Send(lab.Process(station.Name, "emulator"), Signals.Kill);

        var failure = await WaitForExitAsync(lab, fleet);
        AssertFailure(failure, station, "emulator", "signal SIGKILL (9)");
        (await lab.Api.ActAsync(station.Name, "restart", Token)).IsProblem(409, failure.Message);
        AreEqual(failure, Assert.ContainsSingle((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited));
        var next = await lab.Api.LeaseAsync(1, Token);
        Assert.IsEmpty(next.Exited, "The next fleet has the failure");
        await StationHttp.GetAsync(next.Stations[0].EmulatorUrl, "api/status", Token);
    }

    [TestMethod]
    public async Task Exit_BothComponents_AreReported()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0];

        Signals.Send(lab.Process(station.Name, "firmware"), Signals.Kill);
        Signals.Send(lab.Process(station.Name, "emulator"), Signals.Kill);

        await Eventually.HoldsAsync(
            "both exits are reported",
            async () => (await lab.Api.FleetAsync(fleet.Id, Token)).Exited is { Count: 2 } ? null : "not yet",
            Token);
        var exited = (await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited;
        Expect.Set(exited.Select(failure => failure.Component), ComponentKind.Firmware, ComponentKind.Emulator);
    }

    [TestMethod]
    public async Task Exit_FirmwareOfAnotherFleet_HasNoEffect()
    {
        var lab = await StartLabAsync(StationKinds.OwnProcesses);
        var (killed, other) = (await lab.Api.LeaseAsync(1, Token), await lab.Api.LeaseAsync(1, Token));
        Signals.Send(lab.Process(killed.Stations[0].Name, "firmware"), Signals.Kill);
        await WaitForExitAsync(lab, killed);

        var response = await lab.Api.ActAsync(other.Stations[0].Name, "restart", Token);

        Assert.AreEqual(200, response.Status, response.ToString());
        Assert.IsEmpty((await lab.Api.FleetAsync(other.Id, Token)).Exited);
    }

    private async Task<ComponentFailure> WaitForExitAsync(LabUnderTest lab, LeaseDocument fleet)
    {
        await Eventually.HoldsAsync(
            "the exit is reported",
            async () => (await lab.Api.SendAsync(Method.Get, $"/leases/{fleet.Id}", null, Token)).Read<LeaseDocument>().Exited.Count > 0
                ? null
                : "no exit is",
            Token);
        return Assert.ContainsSingle((await lab.Api.FleetAsync(fleet.Id, Token)).Exited);
    }

    // Everything but the elapsed time is compared.
    private static void AssertFailure(ComponentFailure failure, StationDocument station, string component, string status)
    {
        var lines = string.Concat(failure.LastLines.Select(line => $"  | {line}\n"));
        var expected = Regex.Escape($"{station.Name}: the {component} exited unexpectedly with {status}, ") + @"\d+\.\d s after its start\.\n"
            + Regex.Escape($"Last lines of its log:\n{lines}Log: {failure.Log}");
        Assert.MatchesRegex($"^{expected}$", failure.Message);
        Assert.AreEqual((station.Name, component, status), (failure.Station, failure.Component.Name(), failure.ExitStatus));
        Assert.IsNotEmpty(failure.LastLines);
        Assert.IsTrue(File.Exists(failure.Log), $"{failure.Log} does not exist");
        Assert.IsGreaterThan(0, failure.After);
    }

    private static void AreEqual(ComponentFailure expected, ComponentFailure actual) =>
        Assert.AreEqual(expected with { LastLines = actual.LastLines }, actual);
}
