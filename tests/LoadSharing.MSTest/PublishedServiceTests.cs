namespace LoadSharing.MSTest;

/// <summary>What stations say on the wire, seen by somebody who is none of them: the firmwares could all be wrong alike.</summary>
[TestClass]
public sealed class PublishedServiceTests : LoadSharingTest
{
    [ContractTest]
    [TestCategory(Endpoints.Discover)]
    [Timeout(Deadlines.Backstop, CooperativeCancellation = true)]
    public async Task Services_TwoStationsOneStopped_AreThoseThatRunAndAsTheContractSays()
    {
        var fleet = await LeaseAsync(2);
        var (stays, goes) = (fleet.Stations[0], fleet.Stations[1]);
        await EventuallyAsync(
            "Both stations are published, each as the contract says",
            Deadlines.Discovery,
            async () => (await fleet.ObserveAsync()).WhyNot(fleet.Contract, [stays, goes]));

        await goes.StopAsync();

        await EventuallyAsync(
            "A stopped station is published no more",
            Deadlines.Discovery,
            async () => (await fleet.ObserveAsync()).WhyNot(fleet.Contract, [stays]));
    }
}
