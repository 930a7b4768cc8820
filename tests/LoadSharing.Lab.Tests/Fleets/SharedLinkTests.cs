using LoadSharing.Lab.Browsing;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoadSharing.Lab.Tests.Fleets;

/// <summary>Strangers on the mDNS link that all stations share.</summary>
[TestClass]
public sealed class SharedLinkTests : LabTest
{
    [TestMethod]
    public async Task Strangers_WithNamesOfSlots_AreToldOnceAndTheirSlotsPassedOver()
    {
        var log = new RecordedLog();
        var slots = new SlotAllocator(needPtyLink: false, log);
        var leases = slots.Take(2);
        var (byInstance, byTarget) = (leases[0].Slot, leases[1].Slot);
        var looks = 0;
        var link = new SharedLink(
            new Observer(() =>
            {
                looks++;
                return [Service("office", "office"), Service(byInstance.HostName, "laptop"), Service("garage", byTarget.HostName)];
            }),
            slots,
            new LabTimeouts(1));

        var said = await link.DescribeForeignStationsAsync();
        Assert.AreEqual(said, await link.DescribeForeignStationsAsync());
        foreach (var lease in leases)
        {
            lease.Dispose();
        }

        Assert.AreEqual(1, looks, "It looked again, when stations of the lab may run");
        Assert.AreEqual(
            $"Foreign stations are on this network: garage, office, {byInstance.HostName}. The tests ignore their rows, use other names and send nothing to them.",
            said);

        // Who looks at a slot in the same moment holds its lock: then it is passed over without a word.
        await Eventually.HoldsAsync(
            "both slots are passed over",
            () =>
            {
                using var another = slots.Take(1)[0];
                Assert.DoesNotContain(another.Slot, (Slot[])[byInstance, byTarget]);
                return log.Messages.Count == 2 ? null : string.Join('\n', log.Messages);
            },
            Token);
        Expect.Set(log.Messages, $"Slot {byInstance.Number} is skipped: host name {byInstance.HostName} is in use.", $"Slot {byTarget.Number} is skipped: host name {byTarget.HostName} is in use.");
    }

    [TestMethod]
    public async Task Strangers_Nobody_IsNothingToSay() =>
        Assert.IsNull(await new SharedLink(new Observer(() => []), new SlotAllocator(needPtyLink: false, NullLogger.Instance), new LabTimeouts(1)).DescribeForeignStationsAsync());

    [TestMethod]
    public async Task Strangers_ObserverThatCannotLook_IsSaidAndHoldsNobodyUp()
    {
        var link = new SharedLink(
            new Observer(() => throw new LabException("Avahi is not running")), new SlotAllocator(needPtyLink: false, NullLogger.Instance), new LabTimeouts(1));

        Assert.AreEqual("The network could not be checked for foreign stations: Avahi is not running", await link.DescribeForeignStationsAsync());
    }

    private static BrowseResult Service(string instance, string target) => new(instance, target, 80, new Dictionary<string, string>());

    private sealed class Observer(Func<IReadOnlyList<BrowseResult>> look) : IServiceBrowser
    {
        public string Name => "a test";

        public Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation) => Task.FromResult(look());
    }
}
