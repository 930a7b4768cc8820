using System.Text.RegularExpressions;

namespace LoadSharing.Lab.Tests.Failures;

/// <summary>Components that never become ready: the lease fails with the reason, and nothing of the fleet remains.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class StartFailureTests : LabTest
{
    private const string Waiting = " s after its start, while the lab waited for: GET http://127.0.0.1:{firmware}/config returns 200.";

    [TestMethod]
    public async Task Lease_FirmwareExits_FailsWithItsExitCode()
    {
        var lab = await StartScriptedLabAsync("echo no flash image\necho giving up >&2\nexit 7");

        var message = await FailedLeaseAsync(lab, 1, "the firmware failed");

        AssertFailure(lab, message, "firmware exited with exit code 7, ", Waiting, "Last lines of its log:\n  | no flash image\n  | giving up");
    }

    [TestMethod]
    public async Task Lease_FirmwareCrashes_FailsWithItsSignal()
    {
        var lab = await StartScriptedLabAsync("kill -SEGV $$");

        var message = await FailedLeaseAsync(lab, 1, "the firmware failed");

        AssertFailure(lab, message, "firmware exited with signal SIGSEGV (11), ", Waiting, "Its log is empty.");
    }

    [TestMethod]
    public async Task Lease_EmulatorMissing_FailsWithTheErrorOfItsLauncher()
    {
        var missing = Keep(new Scratch()).Combine("program");
        var lab = await StartLabAsync(StationKinds.WithEmulator(missing, "--port"));

        var message = await FailedLeaseAsync(lab, 1, "the emulator failed");

        AssertFailure(
            lab, message, "emulator exited with exit code 127, ",
            " s after its start, while the lab waited for: GET http://127.0.0.1:{emulator}/api/status returns 200.", null);

        // A shell or setsid, by the privileges of the lab.
        Assert.MatchesRegex($"{missing}: (not found|No such file or directory)", message);
    }

    [TestMethod]
    public async Task Lease_EmulatorNeverResponds_FailsWithTheLastResult()
    {
        var lab = await StartLabAsync(StationKinds.WithEmulator("/bin/sh", "-c", "echo sleeping; exec sleep 1000"), TimeoutFactors.Short);

        var message = await FailedLeaseAsync(lab, 1, "the emulator failed");

        AssertFailure(
            lab, message, "emulator was not ready ",
            " s after its start. Waited for: GET http://127.0.0.1:{emulator}/api/status returns 200. Last result: Connection refused",
            "Last lines of its log:\n  | sleeping");
        Assert.AreEqual("not ready", lab.Host.Failures.Single().ExitStatus);
        Assert.IsEmpty(lab.Processes, ProcessSearch.Describe(lab.Processes));
    }

    [TestMethod]
    public async Task Lease_OneStationOfThreeFails_NamesIt()
    {
        var lab = await StartScriptedLabAsync(
            $"mkdir '{Keep(new Scratch()).Path}/first' 2>/dev/null && {{ echo I am the first; exit 9; }}\nexec \"$REAL\" firmware \"$@\"");

        var message = await FailedLeaseAsync(lab, 3, "the firmware failed");

        AssertFailure(lab, message, "firmware exited with exit code 9, ", Waiting, "Last lines of its log:\n  | I am the first");
        var next = await lab.Api.LeaseAsync(3, Token);
        Assert.HasCount(3, next.Stations, "The lab leases no fleet after a failure");
    }

    [TestMethod]
    public async Task Restart_FirmwareExits_FailsWithItsExitCode()
    {
        var lab = await StartScriptedLabAsync("mkdir started 2>/dev/null || { echo state is corrupt; exit 4; }\nexec \"$REAL\" firmware \"$@\"");
        var fleet = await lab.Api.LeaseAsync(1, Token);

        var response = await lab.Api.ActAsync(fleet.Stations[0].Name, "restart", Token);

        Assert.AreEqual(409, response.Status, response.ToString());
        Assert.Contains("the firmware exited with exit code 4", response.Body);
        Assert.Contains("state is corrupt", response.Body);
        var failure = Assert.ContainsSingle((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited, "The release does not report the exit");
        Assert.AreEqual("exit code 4", failure.ExitStatus);
    }

    [TestMethod]
    [DataRow(false, DisplayName = nameof(Lease_PortTakenDuringTheStart_UsesAnotherSlot))]
    [DataRow(true, DisplayName = "Lease_PortTakenForAMoment_UsesAnotherSlot")]
    public async Task Lease_PortTakenDuringTheStart_UsesAnotherSlot(bool isReleased)
    {
        var scratch = Keep(new Scratch());
        var release = isReleased ? $"kill $(cat '{scratch.Path}/thief')" : "";

        // The first to start finds its RAPI port taken; the other process is not a child of the lab and lacks its mark.
        var script = await Script.WriteAsync(
            scratch.Combine("emulator"),
            $"""
            if mkdir '{scratch.Path}/first' 2>/dev/null; then
              env -i PATH="$PATH" SERIAL_MODE=tcp WEB_PORT=$((WEB_PORT + 1000)) SERIAL_TCP_PORT="$SERIAL_TCP_PORT" \
                setsid sh -c 'echo $$ >"{scratch.Path}/thief"; exec "{VirtualStation.Program}" emulator' >'{scratch.Path}/log' 2>&1 &
              until grep -qs Waiting '{scratch.Path}/log'; do sleep 0.1; done
              '{VirtualStation.Program}' emulator
              status=$?
              {release}
              exit $status
            fi
            exec '{VirtualStation.Program}' emulator
            """,
            Token);
        var lab = await StartLabAsync(StationKinds.WithEmulator(script));
        LeaseDocument fleet;
        try
        {
            fleet = await lab.Api.LeaseAsync(1, Token);
        }
        finally
        {
            var thief = int.Parse(await File.ReadAllTextAsync(scratch.Combine("thief"), Token));
            if (ProcessIdentity.Of(thief) is { } process)
            {
                Signals.Send(process, Signals.Kill);
            }
        }

        Assert.AreEqual(StationState.Ready, fleet.Stations[0].State);
        Assert.IsEmpty(lab.Host.Failures, "A start that succeeds at the second attempt is not a failure");
        Assert.HasCount(2, lab.Manifest.OfType<ProcessEntry>().Where(entry => entry.Component == "emulator").ToList());
    }

    private async Task<string> FailedLeaseAsync(LabUnderTest lab, int size, string title)
    {
        var response = await lab.Api.SendAsync(Method.Post, "/leases", new { size }, Token);

        var failure = Assert.ContainsSingle(lab.Host.Failures);
        response.IsProblem(409, failure.Message);
        Assert.Contains($"\"title\":\"{failure.Station}: {title}\"", response.Body);
        AssertNothingRemains(lab);
        return failure.Message;
    }

    private static void AssertNothingRemains(LabUnderTest lab)
    {
        var firmwares = lab.Manifest.OfType<ProcessEntry>().Where(entry => entry.Component == "firmware" && entry.Process.IsAlive);
        Assert.IsEmpty(firmwares, "A firmware of the failed fleet still runs");
        Assert.IsEmpty(Directory.GetDirectories(lab.Host.Session.Directory, "station-*", SearchOption.AllDirectories), "A state directory remains");
        Assert.IsEmpty(lab.Host.Fleets.Leases, "The failed fleet counts as leased");
    }

    // Everything but the elapsed time is compared.
    private static void AssertFailure(LabUnderTest lab, string message, string how, string rest, string? lines)
    {
        var failure = lab.Host.Failures.Single();
        var slot = new Slot(int.Parse(failure.Station.Split('-')[1]));
        var condition = rest
            .Replace("{firmware}", $"{slot.FirmwarePort}", StringComparison.Ordinal)
            .Replace("{emulator}", $"{slot.EmulatorPort}", StringComparison.Ordinal);
        var expected = "^" + Regex.Escape($"{failure.Station}: the {how}") + @"\d+\.\d" + Regex.Escape(condition)
            + (lines is null ? @"[^\n]*\n(?s:.*)\n" : @"[^\n]*\n" + Regex.Escape(lines) + "\n") + Regex.Escape($"Log: {failure.Log}") + "$";
        Assert.MatchesRegex(expected, message);
    }
}
