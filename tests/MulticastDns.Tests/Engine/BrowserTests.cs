namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class BrowserTests
{
    private readonly VirtualLink _link = new();

    [TestMethod]
    public void Subscribe_NoStations_QueriesAfter20To120Milliseconds()
    {
        _link.Join().Subscribe();

        _link.RunSeconds(1);

        Assert.IsInRange(20, 120, _link.Sent.Single().At.TotalMilliseconds);
    }

    [TestMethod]
    public void Subscribe_NoStations_QueriesAtDoublingIntervals()
    {
        _link.Join().Subscribe();

        _link.RunSeconds(20);

        double[] intervals = [.. _link.Sent.Zip(_link.Sent.Skip(1), (first, second) => (second.At - first.At).TotalSeconds)];
        CollectionAssert.AreEqual((double[])[1, 2, 4, 8], intervals);
    }

    [TestMethod]
    public void Subscribe_NoStations_AsksForMulticastResponses()
    {
        _link.Join().Subscribe();

        _link.RunSeconds(1);

        Assert.IsFalse(_link.Sent.Single().Message.Questions.Single().UnicastResponse);
    }

    [TestMethod]
    public void Subscribe_PublishedStation_IsFoundByOneQuery()
    {
        _link.Join().Publish(Profiles.Station("station"));
        _link.RunSeconds(100);
        _link.Sent.Clear();

        var subscription = _link.Join().Subscribe();
        _link.RunSeconds(0.5);

        CollectionAssert.AreEqual((string[])["Found station"], subscription.ReadAll());
        Assert.HasCount(2, _link.Sent, "One query and one response.");
    }

    [TestMethod]
    public void Subscribe_StationOfSameNode_IsFound()
    {
        var node = _link.Join();
        node.Publish(Profiles.Station("station"));
        var subscription = node.Subscribe();

        _link.RunSeconds(5);

        CollectionAssert.AreEqual((string[])["Found station"], subscription.ReadAll());
    }

    [TestMethod]
    public void Subscribe_CachedStation_IsFoundImmediately()
    {
        var node = _link.Join();
        node.Subscribe();
        _link.Inject(Messages.Announcement("station"));

        CollectionAssert.AreEqual((string[])["Found station"], node.Subscribe().ReadAll());
    }

    [TestMethod]
    public void Query_StationInCache_ListsKnownAnswer()
    {
        _link.Join().Publish(Profiles.Station("station"));
        var node = _link.Join();
        node.Subscribe();
        _link.RunSeconds(10);
        _link.Sent.Clear();

        node.Subscribe();
        _link.RunSeconds(2);

        Assert.IsNotEmpty(_link.Sent);
        foreach (var sent in _link.Sent)
        {
            Assert.IsFalse(sent.Message.IsResponse, "The station must suppress its answer.");
            Assert.AreEqual(Messages.Pointer("station").Key, sent.Message.Answers.Single().Key);
        }
    }

    [TestMethod]
    public void Query_KnownAnswersInSeveralPackets_SetsTruncatedBitOnAllButTheLast()
    {
        var node = _link.Join();
        for (var i = 0; i < 100; i++)
        {
            _link.Inject(Messages.Announcement($"station-with-a-longer-name-{i}"));
        }

        node.Subscribe();
        _link.RunSeconds(0.5);

        CollectionAssert.AreEqual(
            (bool[])[.. Enumerable.Repeat(true, _link.Sent.Count - 1), false],
            _link.Sent.Select(sent => sent.Message.IsTruncated).ToArray());
        Assert.AreEqual(100, _link.Sent.Sum(sent => sent.Message.Answers.Length));
        Assert.IsLessThanOrEqualTo(1472, _link.Sent.Max(sent => sent.Packet.Length));
    }

    [TestMethod]
    public void Query_SameQueryByOtherNode_IsSuppressed()
    {
        var node = _link.Join();
        node.Subscribe();

        _link.Inject(Messages.Query(Messages.TypeQuestion));
        _link.RunSeconds(0.9);

        Assert.IsEmpty(_link.Sent);
    }

    [TestMethod]
    public void Query_OtherNodeHasMoreKnownAnswers_IsSent()
    {
        var node = _link.Join();
        node.Subscribe();

        _link.Inject(Messages.Query(Messages.TypeQuestion) with { Answers = [Messages.Pointer("unknown here")] });
        _link.RunSeconds(0.9);

        Assert.HasCount(1, _link.Sent);
    }

    [TestMethod]
    public void Resolve_MissingRecords_AreQueriedInOnePacket()
    {
        var node = _link.Join();
        var subscription = node.Subscribe();
        _link.RunSeconds(0.5);
        _link.Sent.Clear();

        _link.Inject(Messages.Response(Messages.Pointer("a"), Messages.Pointer("b")));
        _link.RunSeconds(0.4);

        var queried = _link.Sent.Single().Message.Questions.Select(question => $"{question.Name.FirstLabel} {question.Type}").ToArray();
        CollectionAssert.AreEquivalent((string[])["a Srv", "a Txt", "b Srv", "b Txt"], queried);
        Assert.IsEmpty(subscription.ReadAll());
    }

    [TestMethod]
    public void Resolve_MissingAddress_IsQueried()
    {
        _link.Join().Subscribe();
        _link.Inject(Messages.Response(Messages.Pointer("a"), Messages.Service("a", host: "host"), Messages.Text("a")));
        _link.RunSeconds(0.4);

        Assert.Contains(new DnsQuestion(Messages.Host("host"), DnsType.A), _link.Sent.SelectMany(sent => sent.Message.Questions));
    }

    [TestMethod]
    public void Resolve_AddressOfHostInOtherCase_CompletesTheInstance()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Response(Messages.Pointer("a"), Messages.Service("a", host: "host"), Messages.Text("a")));

        _link.Inject(Messages.Response(Messages.Address("HOST", "127.0.0.7")));

        CollectionAssert.AreEqual((string[])["Found a"], subscription.ReadAll());
    }

    [TestMethod]
    public void Change_PortAndTextInOnePacket_IsOneEvent()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(5);
        subscription.ReadAll();

        _link.Inject(Messages.Response(Messages.Service("station", 81), Messages.Text("station", 4500, [.. "\u0003v=2"u8])));
        _link.RunSeconds(5);

        CollectionAssert.AreEqual((string[])["Changed station"], subscription.ReadAll());
    }

    [TestMethod]
    public void Instance_WithDotsSpacesAndBackslash_IsNotEscaped()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement(@"Dr. No\s 1.2"));

        CollectionAssert.AreEqual((string[])[@"Found Dr. No\s 1.2"], subscription.ReadAll());
    }

    [TestMethod]
    public void Packets_OneThirdLost_AllStationsAreFound()
    {
        var random = new Random(7);
        var subscriptions = Enumerable.Range(0, 8).Select(i =>
        {
            var node = _link.Join();
            node.Publish(Profiles.Station($"station-{i}"));
            return node.Subscribe();
        }).ToList();
        _link.IsLost = _ => random.Next(3) == 0;

        _link.RunSeconds(60);

        foreach (var subscription in subscriptions)
        {
            Assert.HasCount(8, subscription.ReadAll().Where(text => text.StartsWith("Found", StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    public void Subscription_With4000UnreadEvents_Continues()
    {
        var subscription = _link.Join().Subscribe();

        InjectChanges(4000);
        subscription.ReadAll();

        Assert.IsFalse(subscription.Events.Completion.IsFaulted);
    }

    [TestMethod]
    public void Subscription_With5000UnreadEvents_Fails()
    {
        var subscription = _link.Join().Subscribe();

        InjectChanges(5000);
        subscription.ReadAll();

        Assert.IsInstanceOfType<InvalidOperationException>(subscription.Events.Completion.Exception?.InnerException);
    }

    [TestMethod]
    public void Nodes_ThirtyTwoStartedTogether_FindAllStationsWithFewPackets()
    {
        var subscriptions = Enumerable.Range(0, 32).Select(i =>
        {
            var node = _link.Join();
            node.Publish(Profiles.Station($"station-{i}", 8000 + i));
            return node.Subscribe();
        }).ToList();

        _link.RunSeconds(5);

        var expected = Enumerable.Range(0, 32).Select(i => $"Found station-{i}").ToList();
        foreach (var subscription in subscriptions)
        {
            CollectionAssert.AreEquivalent(expected, subscription.ReadAll());
        }

        Assert.IsLessThan(300, _link.Sent.Count);
    }

    // Alternates two texts; each response has a goodbye for the other text.
    private void InjectChanges(int count)
    {
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(2);
        for (var i = 0; i < count; i++)
        {
            var (current, previous) = i % 2 == 0 ? ("\u0003v=1", "\u0003v=2") : ("\u0003v=2", "\u0003v=1");
            _link.Inject(Messages.Response(
                Messages.Text("station", 0, [.. previous.Select(c => (byte)c)]), Messages.Text("station", 4500, [.. current.Select(c => (byte)c)])));
        }
    }
}
