using MulticastDns.Codec;
using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class ExpiryTests
{
    private readonly VirtualLink _link = new();

    [TestMethod]
    public void Goodbye_IsRemovedASecondLater()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        subscription.Drain();

        _link.Inject(Messages.Response(Messages.Pointer("station", ttl: 0)));
        _link.RunSeconds(0.99);
        Assert.IsEmpty(subscription.Drain());
        _link.RunSeconds(0.02);
        CollectionAssert.AreEqual((string[])["Removed station"], subscription.Drain());
    }

    [TestMethod]
    public void Goodbye_TakenBackWithinASecond_IsNoEvent()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        subscription.Drain();

        _link.Inject(Messages.Response(Messages.Pointer("station", ttl: 0)));
        _link.RunSeconds(0.5);
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(5);

        Assert.IsEmpty(subscription.Drain());
    }

    [TestMethod]
    public void Expiry_NodeGoneWithoutGoodbye_IsAskedForFourTimesAndRemovedAfterTwoMinutes()
    {
        var station = _link.Join();
        station.Publish(Profiles.Station("station"));
        var watcher = _link.Join();
        var subscription = watcher.Subscribe();
        _link.RunSeconds(10);
        subscription.Drain();

        _link.Cut(station);
        _link.RunSeconds(105);
        Assert.IsEmpty(subscription.Drain());
        _link.RunSeconds(20);
        CollectionAssert.AreEqual((string[])["Removed station"], subscription.Drain());
        Assert.AreEqual(4, watcher.Queries(DnsType.Srv).Count(sent => sent.At < TimeSpan.FromSeconds(121)));
    }

    [TestMethod]
    public void Refresh_StationStays_IsNeverRemovedInADay()
    {
        _link.Join().Publish(Profiles.Station("station"));
        var subscription = _link.Join().Subscribe();

        _link.Run(TimeSpan.FromDays(1));

        CollectionAssert.AreEqual((string[])["Found station"], subscription.Drain());
    }

    [TestMethod]
    public void Refresh_OwnStation_IsNeverRemovedEither()
    {
        var node = _link.Join();
        node.Publish(Profiles.Station("station"));
        var subscription = node.Subscribe();

        _link.Run(TimeSpan.FromHours(3));

        CollectionAssert.AreEqual((string[])["Found station"], subscription.Drain());
    }

    [TestMethod]
    public void CacheFlush_OtherAddressHeardLongAgo_IsReplaced()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(5);
        _link.Inject(Messages.Response(Messages.Address("station", "127.0.0.9")));

        Assert.IsTrue(subscription.Events.TryRead(out _));
        Assert.IsTrue(subscription.Events.TryRead(out var change));
        Assert.AreEqual("127.0.0.9", change.Instance.Addresses.Single().ToString());
    }

    [TestMethod]
    public void CacheFlush_OtherAddressHeardJustNow_IsKept()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(0.5);
        _link.Inject(Messages.Response(Messages.Address("station", "127.0.0.9")));

        Assert.IsTrue(subscription.Events.TryRead(out _));
        Assert.IsTrue(subscription.Events.TryRead(out var change));
        CollectionAssert.AreEqual((string[])["127.0.0.1", "127.0.0.9"], change.Instance.Addresses.Select(address => address.ToString()).ToArray());
    }
}
