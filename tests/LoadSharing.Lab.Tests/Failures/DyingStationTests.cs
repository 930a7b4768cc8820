using System.Text.RegularExpressions;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;
using RestSharp;

namespace LoadSharing.Lab.Tests.Failures;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class DyingStationTests : LabTest
{
    [TestMethod]
    public async Task Firmware_Killed_IsShownByTheFleetTheNextCallAndTheRelease()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(2, Token);
        var (station, neighbour) = (fleet.Stations[1], fleet.Stations[0]);

        Signals.Send(lab.Process(station.Name, "firmware"), Signals.Kill);

        var ended = await EndedAsync(lab, fleet);
        IsAsTold(ended, station, "firmware", "signal SIGKILL (9)");
        Assert.Contains($"hostname = {station.Hostname}", ended.Message, "The last lines are not those of the firmware");
        Assert.AreEqual(StationState.Exited, (await lab.Api.FleetAsync(fleet.Id, Token)).Stations[1].State);
        foreach (var action in new[] { "restart", "stop", "start" })
        {
            (await lab.Api.ActAsync(station.Name, action, Token)).IsProblem(409, ended.Message);
        }

        Assert.IsNull(await StationHttp.SilenceAsync(neighbour.FirmwareUrl, Token), "The neighbour was taken along");
        Assert.AreEqual(ended.Message, Assert.ContainsSingle(lab.Events.Failures).Message, "The run did not receive the failure");
        AreEqual(ended, Assert.ContainsSingle((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited));
        Assert.AreEqual(ended.Message, Assert.ContainsSingle(lab.Host.Failures).Message, "The report does not have it");
    }

    [TestMethod]
    public async Task Firmware_DyingOfSigsegv_IsNamedByThatSignal()
    {
        var scratch = Keep(new Scratch());
        var script = await Script.WriteAsync(scratch.Combine("firmware"), $"echo about to crash\n'{VirtualStation.Program}' firmware \"$@\" &\nwait", Token);
        var lab = await StartLabAsync(Kinds.WithFirmware(script));
        var fleet = await lab.Api.LeaseAsync(1, Token);

        Signals.Send(lab.Process(fleet.Stations[0].Name, "firmware"), Signals.SegmentationFault);

        var ended = await EndedAsync(lab, fleet);
        IsAsTold(ended, fleet.Stations[0], "firmware", "signal SIGSEGV (11)");
        Assert.AreEqual("about to crash", ended.LastLines[0]);
        await lab.Api.ReleaseAsync(fleet.Id, Token);
        await lab.GoDownAsync();
        Assert.IsEmpty(lab.Processes, $"Child processes of the firmware still run:\n{ProcessSearch.Describe(lab.Processes)}");
    }

    [TestMethod]
    public async Task Emulator_Killed_IsShownByTheFleetAndTheNextCall()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0];

        Signals.Send(lab.Process(station.Name, "emulator"), Signals.Kill);

        var ended = await EndedAsync(lab, fleet);
        IsAsTold(ended, station, "emulator", "signal SIGKILL (9)");
        (await lab.Api.ActAsync(station.Name, "restart", Token)).IsProblem(409, ended.Message);
        AreEqual(ended, Assert.ContainsSingle((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited));
        var next = await lab.Api.LeaseAsync(1, Token);
        Assert.IsEmpty(next.Exited, "The next fleet inherited the failure");
        await StationHttp.GetAsync(next.Stations[0].EmulatorUrl, "api/status", Token);
    }

    [TestMethod]
    public async Task EmulatorAndFirmware_BothKilled_AreBothTold()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var station = fleet.Stations[0];

        Signals.Send(lab.Process(station.Name, "firmware"), Signals.Kill);
        Signals.Send(lab.Process(station.Name, "emulator"), Signals.Kill);

        await Eventually.HoldsAsync(
            "both exits are reported",
            async () => (await lab.Api.FleetAsync(fleet.Id, Token)).Exited is { Count: 2 } ? null : "not yet",
            Token);
        var ended = (await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited;
        Expect.Set(ended.Select(part => part.Component), ComponentKind.Firmware, ComponentKind.Emulator);
    }

    [TestMethod]
    public async Task Lease_AfterAFirmwareDied_IsOfNoConcernToTheOtherFleets()
    {
        var lab = await StartLabAsync(Kinds.OwnProcesses);
        var (dying, living) = (await lab.Api.LeaseAsync(1, Token), await lab.Api.LeaseAsync(1, Token));
        Signals.Send(lab.Process(dying.Stations[0].Name, "firmware"), Signals.Kill);
        await EndedAsync(lab, dying);

        var answer = await lab.Api.ActAsync(living.Stations[0].Name, "restart", Token);

        Assert.AreEqual(200, answer.Status, answer.ToString());
        Assert.IsEmpty((await lab.Api.FleetAsync(living.Id, Token)).Exited);
    }

    private async Task<ComponentFailure> EndedAsync(LabUnderTest lab, LeaseDocument fleet)
    {
        await Eventually.HoldsAsync(
            "the exit is reported",
            async () => (await lab.Api.SendAsync(Method.Get, $"/leases/{fleet.Id}", null, Token)).Read<LeaseDocument>().Exited.Count > 0
                ? null
                : "nothing ended",
            Token);
        return Assert.ContainsSingle((await lab.Api.FleetAsync(fleet.Id, Token)).Exited);
    }

    // Everything but the elapsed time is compared.
    private static void IsAsTold(ComponentFailure ended, StationDocument station, string part, string how)
    {
        var lines = string.Concat(ended.LastLines.Select(line => $"  | {line}\n"));
        var expected = Regex.Escape($"{station.Name}: the {part} exited unexpectedly with {how}, ") + @"\d+\.\d s after its start\.\n"
            + Regex.Escape($"Last lines of its log:\n{lines}Log: {ended.Log}");
        Assert.MatchesRegex($"^{expected}$", ended.Message);
        Assert.AreEqual((station.Name, part, how), (ended.Station, ended.Component.Name(), ended.ExitStatus));
        Assert.IsNotEmpty(ended.LastLines);
        Assert.IsTrue(File.Exists(ended.Log), $"{ended.Log} is not there");
        Assert.IsGreaterThan(0, ended.After);
    }

    private static void AreEqual(ComponentFailure expected, ComponentFailure actual) =>
        Assert.AreEqual(expected with { LastLines = actual.LastLines }, actual);
}
