namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class ExpiryTests
{
    private readonly VirtualLink _link = new();

    [TestMethod]
    public void Goodbye_OfStation_RemovesItAfterASecond()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        subscription.ReadAll();

        _link.Inject(Messages.Response(Messages.Pointer("station", ttl: 0)));
        _link.RunSeconds(0.99);
        Assert.IsEmpty(subscription.ReadAll());
        _link.RunSeconds(0.02);
        CollectionAssert.AreEqual((string[])["Removed station"], subscription.ReadAll());
    }

    [TestMethod]
    public void Goodbye_NewAnnouncementWithinASecond_CausesNoEvent()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        subscription.ReadAll();

        _link.Inject(Messages.Response(Messages.Pointer("station", ttl: 0)));
        _link.RunSeconds(0.5);
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(5);

        Assert.IsEmpty(subscription.ReadAll());
    }

    [TestMethod]
    public void Expiry_NodeDisconnected_RemovesStationAfterTwoMinutes()
    {
        var (station, _, subscription) = PublishAndSubscribe();

        _link.Disconnect(station);
        _link.RunSeconds(105);
        Assert.IsEmpty(subscription.ReadAll());
        _link.RunSeconds(20);
        CollectionAssert.AreEqual((string[])["Removed station"], subscription.ReadAll());
    }

    [TestMethod]
    public void Expiry_NodeDisconnected_RecordIsQueriedFourTimes()
    {
        var (station, browser, _) = PublishAndSubscribe();

        _link.Disconnect(station);
        _link.RunSeconds(125);

        Assert.AreEqual(4, browser.Queries(DnsType.Srv).Count(sent => sent.At < TimeSpan.FromSeconds(121)));
    }

    [TestMethod]
    public void Refresh_StationPublishedForADay_IsNotRemoved()
    {
        _link.Join().Publish(Profiles.Station("station"));
        var subscription = _link.Join().Subscribe();

        _link.Run(TimeSpan.FromDays(1));

        CollectionAssert.AreEqual((string[])["Found station"], subscription.ReadAll());
    }

    [TestMethod]
    public void Refresh_StationOfSameNode_IsNotRemoved()
    {
        var node = _link.Join();
        node.Publish(Profiles.Station("station"));
        var subscription = node.Subscribe();

        _link.Run(TimeSpan.FromHours(3));

        CollectionAssert.AreEqual((string[])["Found station"], subscription.ReadAll());
    }

    [TestMethod]
    public void CacheFlush_RecordReceivedMoreThanASecondAgo_IsReplaced()
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
    public void CacheFlush_RecordReceivedWithinASecond_IsKept()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(0.5);
        _link.Inject(Messages.Response(Messages.Address("station", "127.0.0.9")));

        Assert.IsTrue(subscription.Events.TryRead(out _));
        Assert.IsTrue(subscription.Events.TryRead(out var change));
        CollectionAssert.AreEqual((string[])["127.0.0.1", "127.0.0.9"], change.Instance.Addresses.Select(address => address.ToString()).ToArray());
    }

    private (VirtualNode Station, VirtualNode Browser, Subscription Subscription) PublishAndSubscribe()
    {
        var (station, browser) = (_link.Join(), _link.Join());
        station.Publish(Profiles.Station("station"));
        var subscription = browser.Subscribe();
        _link.RunSeconds(10);
        subscription.ReadAll();
        return (station, browser, subscription);
    }
}
