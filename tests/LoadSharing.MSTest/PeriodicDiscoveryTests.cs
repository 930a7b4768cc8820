namespace LoadSharing.MSTest;

/// <summary>Discovery without a request: a station browses when it starts and every 10 s, since 2026-09 only while load sharing is enabled.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Discover)]
public sealed class PeriodicDiscoveryTests : LoadSharingTest
{
    [TestMethod]
    public async Task Sweep_LostStation_IsNoticed()
    {
        var (first, second) = await FreshFleetAsync(2);
        await first.EnableSweepsAsync();
        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBeDiscovered(second), within: Timeouts.PeriodicSweep);

        await second.KillAsync();

        await Eventually(async () => (await first.GetPeersAsync()).ShouldHaveLost(second), within: Timeouts.PeriodicSweep);
    }

    [TestMethod]
    public async Task Sweep_ReturnedStation_IsFound()
    {
        var (first, second) = await FreshFleetAsync(2);
        await first.EnableSweepsAsync();
        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBeDiscovered(second), within: Timeouts.PeriodicSweep);
        await second.KillAsync();
        await Eventually(async () => (await first.GetPeersAsync()).ShouldHaveLost(second), within: Timeouts.PeriodicSweep);

        await second.StartAsync();

        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBeDiscovered(second), within: Timeouts.PeriodicSweep);
    }

    [TestMethod]
    public async Task Sweep_LateStation_IsFound()
    {
        // The third station stops before the first starts again, and starts after a later sweep, in which the loss of the second shows.
        var (first, second, third) = await FleetAsync(3);
        await first.EnableSweepsAsync();
        await third.StopAsync();
        await first.RestartAsync();
        await Eventually(async () => (await first.GetPeerAsync(second)).ShouldBeDiscovered(second), within: Timeouts.PeriodicSweep);
        await second.KillAsync();
        await Eventually(async () => (await first.GetPeersAsync()).ShouldHaveLost(second), within: Timeouts.PeriodicSweep);

        await third.StartAsync();

        await Eventually(async () => (await first.GetPeerAsync(third)).ShouldBeDiscovered(third), within: Timeouts.PeriodicSweep);
    }

    [TestMethod]
    public async Task Sweep_SharingOff_FindsNoStation()
    {
        var (off, enabled, third) = await FreshFleetAsync(3);
        Contract.SkipUnless(Contract.SweepsOnlyWhileEnabled, "discovery on request only");

        // The enabled station has browsed at least twice, 10 s apart, when it has found the third and lost it again.
        await enabled.EnableSweepsAsync();
        await Eventually(async () => (await enabled.GetPeerAsync(third)).ShouldBeDiscovered(third), within: Timeouts.PeriodicSweep);
        await third.KillAsync();
        await Eventually(async () => (await enabled.GetPeersAsync()).ShouldHaveLost(third), within: Timeouts.PeriodicSweep);

        var peers = await off.GetPeersAsync();
        peers.ShouldListNoOtherHost();
    }
}
