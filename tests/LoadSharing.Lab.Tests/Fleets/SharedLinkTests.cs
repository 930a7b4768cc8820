using LoadSharing.Lab.Browsing;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Fleets;

/// <summary>Strangers on the mDNS link that all stations share.</summary>
[TestClass]
public sealed class SharedLinkTests : LabTest
{
    [TestMethod]
    public async Task Strangers_WithNamesOfSlots_AreToldOnceAndTheirSlotsPassedOver()
    {
        var notes = new List<string>();
        var slots = new SlotAllocator(needPtyLink: false, notes.Add);
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

        var said = await link.StrangersAsync();
        Assert.AreEqual(said, await link.StrangersAsync());
        foreach (var lease in leases)
        {
            lease.Dispose();
        }

        Assert.AreEqual(1, looks, "It looked again, when stations of the lab may run");
        Assert.AreEqual(
            $"on this network there are stations that are not the lab's: garage, office, {byInstance.HostName}. "
            + "Their rows and their names are left alone, and nothing is sent to them.",
            said);

        // Who looks at a slot in the same moment holds its lock: then it is passed over without a word.
        await Eventually.HoldsAsync(
            "both slots are passed over",
            () =>
            {
                using var another = slots.Take(1)[0];
                Assert.DoesNotContain(another.Slot, (Slot[])[byInstance, byTarget]);
                return notes.Count == 2 ? null : string.Join('\n', notes);
            },
            Token);
        Expect.Set(notes, $"Slot {byInstance.Number} is passed over: host name {byInstance.HostName} belongs to somebody else.", $"Slot {byTarget.Number} is passed over: host name {byTarget.HostName} belongs to somebody else.");
    }

    [TestMethod]
    public async Task Strangers_Nobody_IsNothingToSay() =>
        Assert.IsNull(await new SharedLink(new Observer(() => []), new SlotAllocator(needPtyLink: false, _ => { }), new LabTimeouts(1)).StrangersAsync());

    [TestMethod]
    public async Task Strangers_ObserverThatCannotLook_IsSaidAndHoldsNobodyUp()
    {
        var link = new SharedLink(
            new Observer(() => throw new InvalidOperationException("Avahi is not running")), new SlotAllocator(needPtyLink: false, _ => { }), new LabTimeouts(1));

        Assert.AreEqual("who else is on this network is not known: Avahi is not running", await link.StrangersAsync());
    }

    private static BrowseResult Service(string instance, string target) => new(instance, target, 80, new Dictionary<string, string>());

    private sealed class Observer(Func<IReadOnlyList<BrowseResult>> look) : IServiceBrowser
    {
        public string Name => "a test";

        public Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation) => Task.FromResult(look());
    }
}
