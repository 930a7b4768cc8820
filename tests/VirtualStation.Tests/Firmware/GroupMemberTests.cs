using VirtualStation.Tests.Recorded;

namespace VirtualStation.Tests.Firmware;

/// <summary>The member role: allocations from clients of <c>/ws</c>, and failsafe without them.</summary>
[TestClass]
public sealed class GroupMemberTests : GroupTest
{
    private const string Member = """{"loadsharing_role":"member","loadsharing_controller_host":"c.local","loadsharing_heartbeat_timeout":20}""";
    private const string Allocation = """{"loadsharing":{"target_current":13.7,"reason":"equal_share"}}""";
    private const string FailsafeActive = """{"failsafe_active":true}""";
    private const string FailsafeEnded = """{"failsafe_active":false}""";

    [TestMethod]
    public async Task Ping_OfAnyClient_IsAnswered()
    {
        var client = await ConnectAsync(await StartFirmwareAsync());

        await client.SendAsync("""{"ping":1}""", Token);

        Assert.AreEqual(1, (await client.WaitForAsync("pong", Token)).GetProperty("pong").GetInt32());
    }

    [TestMethod]
    public async Task Join_WithoutAllocation_IsInFailsafe()
    {
        var station = await StartFirmwareAsync(0, "2026-09", Fast);

        await station.Http.PostAsync("/config", Member, Token);

        await WaitForGroupStatusAsync(station, """{"enabled":true,"failsafe_active":true,"failsafe_reason":"no allocation from controller"}""");
    }

    [TestMethod]
    [DataRow("""{"loadsharing":{"target_current":13.7,"reason":"equal_share"}}""")]
    [DataRow("""{"loadsharing":{"target_current":"12"}}""")]
    public async Task Allocation_OfAnyClient_EndsFailsafe(string frame)
    {
        var (station, client) = await StartMemberAsync();

        await EventuallyEndsFailsafeAsync(station, client, frame);
    }

    [TestMethod]
    public async Task Allocation_WithoutTarget_IsIgnored()
    {
        var (station, client) = await StartMemberAsync();

        await client.SendAsync("""{"loadsharing":{"reason":"equal_share"}}""", Token);
        await client.SendAsync("""{"ping":1}""", Token);
        await client.WaitForAsync("pong", Token);

        Assert.IsTrue((await GroupStatusAsync(station)).GetProperty("failsafe_active").GetBoolean());
    }

    [TestMethod]
    public async Task Allocation_BeforeMembership_IsIgnored()
    {
        var station = await StartFirmwareAsync(0, "2026-07", Fast);
        var client = await ConnectAsync(station);
        await client.SendAsync(Allocation, Token);
        await client.SendAsync("""{"ping":1}""", Token);
        await client.WaitForAsync("pong", Token);

        await station.Http.PostAsync("/config", Member, Token);

        await WaitForGroupStatusAsync(station, FailsafeActive);
    }

    [TestMethod]
    public async Task Silence_BeyondHeartbeat_EngagesFailsafe()
    {
        var (station, client) = await StartMemberAsync();
        await EventuallyEndsFailsafeAsync(station, client, Allocation);

        await WaitForGroupStatusAsync(station, FailsafeActive);
    }

    [TestMethod]
    public async Task Leave_InFailsafe_EndsIt()
    {
        var (station, _) = await StartMemberAsync();

        await station.Http.PostAsync("/config", """{"loadsharing_role":""}""", Token);

        await WaitForGroupStatusAsync(station, FailsafeEnded);
    }

    private async Task<(RunningFirmware Station, EventClient Client)> StartMemberAsync()
    {
        var station = await StartFirmwareAsync(0, "2026-07", Fast);
        await station.Http.PostAsync("/config", Member, Token);
        await WaitForGroupStatusAsync(station, FailsafeActive);
        return (station, await ConnectAsync(station));
    }

    // Repeated: the failsafe begins again after the heartbeat of 2 s, which may be over before the status is read.
    private Task EventuallyEndsFailsafeAsync(RunningFirmware station, EventClient client, string frame) => Retry.UntilPassesAsync(
        async () =>
        {
            await client.SendAsync(frame, Token);
            Assert.IsNull(RecordedGroup.Difference(JsonElement.Parse(FailsafeEnded), await GroupStatusAsync(station)));
        },
        Token);
}
