namespace LoadSharing.MSTest;

/// <summary>Discovery as packets on the fleet's mDNS link. The station is alone on it, so that each question is the station's.</summary>
[LoadSharingTestClass, TestCategory(Endpoint.Discover)]
public sealed class DiscoveryTrafficTests : LoadSharingTest
{
    [TestMethod]
    public async Task Discover_BetweenSweeps_AsksTheLinkSoon()
    {
        var (station, link) = await RecordStationAsync();
        await AwaitEndOfSweepAsync(link);

        using var time = new FirmwareTimeLog();
        var asked = DateTimeOffset.UtcNow;
        await station.TriggerDiscoveryAsync();
        var answered = DateTimeOffset.UtcNow;

        // A periodic sweep comes later.
        await Eventually(async () => (await link.QuestionTimesAsync(since: asked)).Should().NotBeEmpty(), within: Timeouts.PeriodicSweep);
        var question = (await link.QuestionTimesAsync(since: asked))[0];
        time.Between(answered, question).Should().BeLessThan(
            TimeSpan.FromSeconds(Contract.SecondsToQuestion) * Math.Max(1, TimeFactors.Timeout),
            "a discover is a question for _openevse._tcp.local on the link of {0}", station);
    }

    [TestMethod]
    public async Task Discover_AnyStation_AsksForNoOtherServiceType()
    {
        var (station, link) = await RecordStationAsync();

        await station.TriggerDiscoveryAsync();

        await Eventually(async () => (await link.QuestionTimesAsync()).Should().NotBeEmpty());

        // A sweep lasts up to 5 s, and types are asked for one after another.
        await Throughout(async () => (await link.ServiceTypesAsync()).Should().Equal("_openevse._tcp.local"), Duration(6));
    }

    [TestMethod]
    public async Task Sweep_SharingOff_AsksNothing()
    {
        var (station, link) = await RecordStationAsync();
        Contract.SkipUnless(Contract.SweepsOnlyWhileEnabled, "discovery on request only");

        await Throughout(
            async () => (await link.QuestionTimesAsync()).Should().BeEmpty("load sharing is disabled on {0}, and no discover was sent", station),
            Duration(60));
    }

    [TestMethod]
    public async Task Sweep_HalfAMinute_KeepsTheTrafficBudget()
    {
        var (station, link) = await RecordStationAsync();
        await station.EnableSweepsAsync();
        await Eventually(async () => (await link.QuestionTimesAsync()).Should().NotBeEmpty(), within: Timeouts.PeriodicSweep);

        await Throughout(
            async () =>
            {
                var questions = (await link.QuestionTimesAsync()).Count;

                // A sweep may have just begun.
                var tens = (link.Elapsed * TimeFactors.Time / TimeSpan.FromSeconds(10)) + 1;
                ((double)questions).Should().BeLessThanOrEqualTo(Contract.QuestionsInTenSeconds * tens, "{0} browses every 10 s", station);
            },
            Duration(30));
    }

    [TestMethod]
    public async Task Start_AnyStation_IsAnnouncedByContract()
    {
        var (station, link) = await RecordStationAsync();

        await station.RestartAsync();

        await Eventually(async () => (await link.ServicesAsync()).Select(answer => answer.Service).ToList().ShouldBePublished([station]));
    }

    [TestMethod]
    public async Task Start_AnyStation_IsAnnouncedWithItsAddress()
    {
        var (station, link) = await RecordStationAsync();

        await station.RestartAsync();

        await Eventually(async () => (await link.ServicesAsync()).SelectMany(answer => answer.Addresses).Should().Equal($"{station.Address}"));
    }

    // A fresh station: an earlier test may have left a discover that takes effect later.
    private async Task<(Station Station, LinkTraffic Link)> RecordStationAsync()
    {
        var fleet = await FreshFleetAsync(1);
        return (fleet[0], await fleet.RecordLinkAsync());
    }

    // Where a station also browses without a request, that is the time at which the next periodic sweep is farthest.
    private async Task AwaitEndOfSweepAsync(LinkTraffic link)
    {
        if (Contract.SweepsOnlyWhileEnabled)
        {
            return;
        }

        await Eventually(async () => (await link.QuestionTimesAsync()).Should().NotBeEmpty(), within: Timeouts.PeriodicSweep);
        await Eventually(async () => (await link.QuestionTimesAsync())[^1].Should().BeBefore(DateTimeOffset.UtcNow - LinkTraffic.BetweenSweeps));
    }
}
