namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Components that write their logs without end. One filled a disk of six gigabytes.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class EndlessLogTests : LabTest
{
    private const long Limit = 1 << 20;

    private const string Reason = "signal SIGKILL (9), sent because its log exceeded 1 MB (--log-limit)";

    [TestMethod]
    public async Task Lease_FirmwareWritesWithoutEnd_FailsWithTheReason()
    {
        var lab = await StartScriptedLabAsync("exec yes flood", Limit);

        var response = await lab.Api.SendAsync(Method.Post, "/leases", new { size = 1 }, Token);

        var failure = Assert.ContainsSingle(lab.Host.Failures);
        response.IsProblem(409, failure.Message);
        Assert.AreEqual(Reason, failure.ExitStatus);
        Assert.Contains($"the firmware exited with {Reason}, ", failure.Message);
        await IsCutAsync(failure.Log);
    }

    // A program can ignore the signal that a limit of file sizes sends.
    [TestMethod]
    public async Task Firmware_FloodsAfterItsStart_IsKilledWithTheReason()
    {
        var mark = Keep(new Scratch()).Combine("leased");
        var lab = await StartScriptedLabAsync(
            $"trap '' XFSZ TERM\n\"$REAL\" firmware \"$@\" &\nuntil [ -e '{mark}' ]; do sleep 0.1; done\nexec yes flood", Limit);
        var lease = await lab.Api.LeaseAsync(1, Token);
        await File.WriteAllTextAsync(mark, "", Token);

        await Eventually.HoldsAsync(
            "the exit is reported",
            async () => (await lab.Api.FleetAsync(lease.Id, Token)).Exited.Count > 0 ? null : "not yet",
            Token);

        var failure = Assert.ContainsSingle((await lab.Api.FleetAsync(lease.Id, Token)).Exited);
        Assert.AreEqual(Reason, failure.ExitStatus);
        Assert.Contains($"{lease.Stations[0].Name}: the firmware exited unexpectedly with {Reason}, ", failure.Message);
        await IsCutAsync(failure.Log);
    }

    [TestMethod]
    public async Task GetLog_LongLog_IsItsEnd()
    {
        var lab = await StartScriptedLabAsync("yes line | head -n 200000\necho last line\nexec \"$REAL\" firmware \"$@\"");
        var lease = await lab.Api.LeaseAsync(1, Token);

        var log = await lab.Api.SendAsync(Method.Get, $"/stations/{lease.Stations[0].Name}/logs/firmware", null, Token);

        Assert.MatchesRegex(@"^\[\d+ bytes before this are in /.+\.firmware\.fleet-\d+\.log\]\n", log.Body);
        Assert.Contains("last line\n", log.Body);
        Assert.IsLessThan(300_000, log.Body.Length);
    }

    private static Task IsCutAsync(string log) => Eventually.HoldsAsync(
        "the log is cut to the limit",
        () => Task.FromResult(new FileInfo(log).Length <= Limit ? null : $"it has {new FileInfo(log).Length} bytes"),
        CancellationToken.None);
}
