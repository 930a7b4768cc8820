namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class RecordCacheTests
{
    private readonly List<DnsRecord> _changed = [];

    [TestMethod]
    public void Update_2000RecordsOfOneSet_KeepsTheFirst1024()
    {
        var cache = new RecordCache(new Random(1));

        cache.Update(Enumerable.Range(0, 2000).Select(i => Messages.Pointer($"station-{i}")), TimeSpan.Zero, _changed);

        Assert.AreEqual(1024, cache.Count);
        Assert.IsNotNull(cache.Find(Messages.Pointer("station-0").Key));
    }

    [TestMethod]
    public void Update_BeyondCapacity_EvictsLeastRecentlyReceived()
    {
        var cache = new RecordCache(new Random(1), capacity: 2);

        cache.Update([Messages.Address("a"), Messages.Address("b"), Messages.Address("a"), Messages.Address("c")], TimeSpan.Zero, _changed);

        Assert.AreEqual(2, cache.Count);
        Assert.IsNull(cache.Find(Messages.Address("b").Key));
        Assert.AreEqual(Messages.Address("b"), _changed[^1], "The eviction is a change.");
    }

    [TestMethod]
    public void Update_LargeTexts_KeepsAtMostFourMegabytes()
    {
        var cache = new RecordCache(new Random(1));

        cache.Update(Enumerable.Range(0, 1000).Select(i => Messages.Text($"station-{i}", 4500, new byte[8000])), TimeSpan.Zero, _changed);

        Assert.IsInRange(500, 4 * 1024 * 1024 / 8000, cache.Count);
    }

    [TestMethod]
    public void Update_MaximumTtl_ExpiresAfterADay()
    {
        var cache = new RecordCache(new Random(1));
        cache.Update([Messages.Address("a", ttl: uint.MaxValue)], TimeSpan.Zero, _changed);

        cache.Advance(TimeSpan.FromDays(1), _ => false, _changed, _ => { });
        cache.Advance(TimeSpan.FromDays(1), _ => false, _changed, _ => { });

        Assert.AreEqual(0, cache.Count);
    }

    [TestMethod]
    public void Update_OtherClassesAndTypes_AreIgnored()
    {
        var cache = new RecordCache(new Random(1));

        cache.Update(
            [Messages.Address("a") with { Class = (DnsClass)3 }, new DnsRecord(DnsName.Local, new OpaqueData((DnsType)4711, Octets.None), 120)],
            TimeSpan.Zero,
            _changed);

        Assert.AreEqual(0, cache.Count);
        Assert.IsEmpty(_changed);
    }
}
