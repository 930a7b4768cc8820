using LoadSharing.Lab.Browsing;

namespace LoadSharing.Lab.Tests.Fleets;

/// <summary>Foreign stations on the mDNS link that all stations share.</summary>
[TestClass]
public sealed class SharedLinkTests : LabTest
{
    private readonly RecordedLog _log = new();
    private SlotAllocator _allocator = null!;
    private ReservedSlots _slots = null!;
    private int _browses;

    [TestInitialize]
    public void ReserveSlots()
    {
        _slots = Keep(ReservedSlots.Take(3));
        _allocator = new SlotAllocator(_log, range: _slots.Range);
    }

    [TestMethod]
    public async Task Describe_ForeignStations_NamesThem()
    {
        var link = Link(() => [Service("office", "office"), Service("home", "laptop"), Service("garage", "office")]);

        Assert.AreEqual(
            "Foreign stations are on this network: garage, home, office. The tests ignore their rows, use other names and send nothing to them.",
            await link.DescribeForeignStationsAsync());
    }

    [TestMethod]
    public async Task Describe_SecondCall_DoesNotBrowse()
    {
        var link = Link(() => []);
        await link.DescribeForeignStationsAsync();

        await link.DescribeForeignStationsAsync();

        Assert.AreEqual(1, _browses, "Stations of the lab may be on the link by now");
    }

    [TestMethod]
    public async Task Describe_ForeignStationsWithHostNamesOfSlots_ExcludesTheSlots()
    {
        await Link(() => [Service(_slots[0].HostName, "laptop"), Service("garage", _slots[1].HostName)]).DescribeForeignStationsAsync();

        using var lease = Assert.ContainsSingle(_allocator.Take(1));

        Assert.AreEqual(_slots[2], lease.Slot);
        Expect.Set(
            _log.Messages,
            $"Slot {_slots[0].Number} is skipped: host name {_slots[0].HostName} is in use.",
            $"Slot {_slots[1].Number} is skipped: host name {_slots[1].HostName} is in use.");
    }

    [TestMethod]
    public async Task Describe_NoForeignStations_IsNull() => Assert.IsNull(await Link(() => []).DescribeForeignStationsAsync());

    [TestMethod]
    public async Task Describe_BrowserFails_HasTheReason() => Assert.AreEqual(
        "The network could not be checked for foreign stations: Avahi is not running",
        await Link(() => throw new LabException("Avahi is not running")).DescribeForeignStationsAsync());

    private SharedLink Link(Func<IReadOnlyList<BrowseResult>> browse) => new(
        new FakeBrowser(() =>
        {
            _browses++;
            return browse();
        }),
        _allocator,
        new LabTimeouts(1));

    private static BrowseResult Service(string instance, string target) => new(instance, target, 80, new Dictionary<string, string>());

    private sealed class FakeBrowser(Func<IReadOnlyList<BrowseResult>> browse) : IServiceBrowser
    {
        public string Name => "fake";

        public Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation) => Task.FromResult(browse());
    }
}
