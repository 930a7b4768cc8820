namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class ResponderTests
{
    private static readonly DnsQuestion ServiceQuestion = new(Messages.Instance("station"), DnsType.Srv);

    private readonly VirtualLink _link = new();
    private readonly VirtualNode _node;

    public ResponderTests()
    {
        _node = _link.Join();
        _node.Publish(Profiles.Station("station"));
        _link.RunSeconds(10);
        _link.Sent.Clear();
    }

    [TestMethod]
    public void Query_ForServiceType_IsAnsweredAfter20To120Milliseconds()
    {
        var queriedAt = _link.Now;
        _link.Inject(Messages.Query(Messages.TypeQuestion));
        _link.RunSeconds(5);

        Assert.IsInRange(20, 120, (_link.Sent.Single().At - queriedAt).TotalMilliseconds);
    }

    [TestMethod]
    public void Query_ForServiceType_IsAnsweredWithAllRecordsOfTheInstance()
    {
        _link.Inject(Messages.Query(Messages.TypeQuestion));
        _link.RunSeconds(5);

        var response = _link.Sent.Single().Message;
        Assert.AreEqual(Messages.Pointer("station"), response.Answers.Single());
        CollectionAssert.AreEquivalent(
            (DnsType[])[DnsType.Srv, DnsType.Txt, DnsType.A, DnsType.Nsec, DnsType.Nsec], response.Additionals.Select(record => record.Type).ToArray());
    }

    [TestMethod]
    public void Query_ForUniqueRecord_IsAnsweredWithoutDelay()
    {
        var queriedAt = _link.Now;
        _link.Inject(Messages.Query(ServiceQuestion));
        _link.RunSeconds(1);

        Assert.AreEqual(queriedAt, _link.Sent.Single().At);
    }

    [TestMethod]
    public void Query_InOtherCase_IsAnswered()
    {
        _link.Inject(Messages.Query(new DnsQuestion(DnsName.Of("STATION", "_OPENEVSE", "_TCP", "LOCAL"), DnsType.Srv)));
        _link.RunSeconds(1);

        Assert.AreEqual(Messages.Service("station"), _link.Sent.Single().Message.Answers.Single());
    }

    [TestMethod]
    public void Query_ForServiceTypeEnumeration_IsAnsweredWithTheType()
    {
        _link.Inject(Messages.Query(new DnsQuestion(DnsName.Of("_services", "_dns-sd", "_udp", "local"), DnsType.Ptr)));
        _link.RunSeconds(1);

        Assert.AreEqual(new PtrData(Messages.TypeName), _link.Sent.Single().Message.Answers.Single().Data);
    }

    [TestMethod]
    public void Query_ForMissingRecordType_IsAnsweredWithNsecRecord()
    {
        _link.Inject(Messages.Query(new DnsQuestion(Messages.Host("station"), DnsType.Aaaa)));
        _link.RunSeconds(1);

        var next = Assert.IsInstanceOfType<NsecData>(_link.Sent.Single().Message.Answers.Single().Data);
        Assert.IsTrue(next.Has(DnsType.A));
        Assert.IsFalse(next.Has(DnsType.Aaaa));
    }

    [TestMethod]
    public void Query_ForAnyType_IsAnsweredWithAllRecordsOfTheName()
    {
        _link.Inject(Messages.Query(new DnsQuestion(Messages.Instance("station"), DnsType.Any)));
        _link.RunSeconds(1);

        CollectionAssert.AreEquivalent((DnsType[])[DnsType.Srv, DnsType.Txt], _link.Sent.Single().Message.Answers.Select(record => record.Type).ToArray());
    }

    [TestMethod]
    public void Query_ForOtherNameOrClass_IsNotAnswered()
    {
        _link.Inject(Messages.Query(new DnsQuestion(Messages.Instance("other"), DnsType.Srv), ServiceQuestion with { Class = (DnsClass)3 }));
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Sent);
    }

    [TestMethod]
    public void Query_RepeatedWithinASecond_IsAnsweredOnceASecond()
    {
        for (var i = 0; i < 300; i++)
        {
            _link.Inject(Messages.Query(Messages.TypeQuestion, ServiceQuestion));
            _link.Run(TimeSpan.FromMilliseconds(10));
        }

        _link.RunSeconds(5);
        Assert.IsInRange(3, 5, _link.Sent.Count);
    }

    [TestMethod]
    public void KnownAnswer_WithHalfOfItsTtl_IsSuppressed()
    {
        _link.Inject(Messages.Query(Messages.TypeQuestion) with { Answers = [Messages.Pointer("station", 2250)] });
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Sent);
    }

    [TestMethod]
    public void KnownAnswer_WithLessThanHalfOfItsTtl_IsSent()
    {
        _link.Inject(Messages.Query(Messages.TypeQuestion) with { Answers = [Messages.Pointer("station", 2249)] });
        _link.RunSeconds(5);

        Assert.HasCount(1, _link.Sent);
    }

    [TestMethod]
    public void TruncatedQuery_KnownAnswerFollows_IsSuppressed()
    {
        _link.Inject(Messages.Query(Messages.TypeQuestion) with { Flags = DnsFlags.Truncated });
        _link.Run(TimeSpan.FromMilliseconds(200));
        _link.Inject(Messages.Query() with { Answers = [Messages.Pointer("station")] });
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Sent);
    }

    [TestMethod]
    public void TruncatedQuery_NothingFollows_IsAnsweredAfter400To500Milliseconds()
    {
        var queriedAt = _link.Now;
        _link.Inject(Messages.Query(Messages.TypeQuestion) with { Flags = DnsFlags.Truncated });
        _link.RunSeconds(5);

        Assert.IsInRange(400, 500, (_link.Sent.Single().At - queriedAt).TotalMilliseconds);
    }

    [TestMethod]
    public void TruncatedQuery_SecondQuerierWithoutKnownAnswers_IsAnswered()
    {
        _link.Inject(Messages.Query(Messages.TypeQuestion) with { Flags = DnsFlags.Truncated });
        _link.Inject(Messages.Query(Messages.TypeQuestion));
        _link.Inject(Messages.Query() with { Answers = [Messages.Pointer("station")] });
        _link.RunSeconds(5);

        Assert.HasCount(1, _link.Sent);
    }

    [TestMethod]
    public void Answer_SentByOtherNode_IsSuppressed()
    {
        var other = _link.Join();
        other.Publish(Profiles.Station("other"));
        _link.RunSeconds(10);
        _link.Sent.Clear();

        _link.Inject(Messages.Query(new DnsQuestion(DnsName.Of("_services", "_dns-sd", "_udp", "local"), DnsType.Ptr)));
        _link.RunSeconds(5);

        Assert.HasCount(1, _link.Sent, "Both nodes have the same answer.");
    }

    [TestMethod]
    public void LegacyQuery_ForService_IsAnsweredByUnicastInLegacyForm()
    {
        _link.Inject(Messages.Query(ServiceQuestion) with { Id = 4711 }, port: 40000);
        _link.RunSeconds(5);

        var response = _link.Sent.Single();
        Assert.AreEqual(40000, response.To?.Port);
        Assert.AreEqual(4711, response.Message.Id);
        Assert.AreEqual(ServiceQuestion, response.Message.Questions.Single());
        foreach (var record in response.Message.Records)
        {
            Assert.AreEqual(10u, record.Ttl);
            Assert.IsFalse(record.CacheFlush);
        }
    }

    [TestMethod]
    public void UnicastQuestion_FromOtherMachine_IsAnsweredByUnicast()
    {
        _link.Inject(Messages.Query(ServiceQuestion with { UnicastResponse = true }), address: "127.0.0.2");
        _link.RunSeconds(5);

        Assert.AreEqual("127.0.0.2:5353", _link.Sent.Single().To?.ToString());
        Assert.AreEqual(120u, _link.Sent.Single().Message.Answers.Single().Ttl);
    }

    [TestMethod]
    public void UnicastQuestion_NoMulticastForQuarterOfTtl_IsAnsweredByMulticastToo()
    {
        _link.RunSeconds(60);
        _link.Inject(Messages.Query(ServiceQuestion with { UnicastResponse = true }), address: "127.0.0.2");
        _link.RunSeconds(5);

        CollectionAssert.AreEqual((bool[])[true, false], _link.Sent.Select(sent => sent.To is not null).ToArray());
    }

    [TestMethod]
    public void UnicastQuestion_FromThisMachine_IsAnsweredByMulticast()
    {
        _link.Inject(Messages.Query(ServiceQuestion with { UnicastResponse = true }));
        _link.RunSeconds(5);

        Assert.IsNull(_link.Sent.Single().To);
    }

    [TestMethod]
    public void Probe_ForPublishedName_IsAnsweredWithin250Milliseconds()
    {
        _link.Inject(Messages.Query(ServiceQuestion));
        _link.RunSeconds(0.3);
        var probedAt = _link.Now;
        _link.Inject(Messages.Query(ServiceQuestion with { Type = DnsType.Any }) with { Authorities = [Messages.Service("station", 4711)] });
        _link.RunSeconds(0.2);

        Assert.HasCount(2, _link.Sent);
        Assert.AreEqual(probedAt, _link.Sent[1].At);
        Assert.Contains(Messages.Service("station"), _link.Sent[1].Message.Answers);
    }

    [TestMethod]
    public void Response_FromOtherPort_IsIgnored()
    {
        _link.Inject(Messages.Response(Messages.Service("station", 4711)), port: 40000);
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Sent, "A conflict would cause probes.");
    }

    [TestMethod]
    public void Response_LargerThanAFrame_IsSplit()
    {
        var text = Enumerable.Range(0, 5).ToDictionary(i => $"key{i}", _ => new string('x', 200));
        for (var i = 0; i < 20; i++)
        {
            _node.Publish(Profiles.Station($"big-{i}") with { Text = text });
        }

        _link.RunSeconds(10);
        _link.Sent.Clear();
        _link.Inject(Messages.Query(Messages.TypeQuestion));
        _link.RunSeconds(1);

        Assert.IsLessThanOrEqualTo(1472, _link.Sent.Max(sent => sent.Packet.Length));
        var records = _link.Sent.SelectMany(sent => sent.Message.Records).ToList();
        Assert.AreEqual(21, records.Count(record => record.Type == DnsType.Ptr));
        Assert.AreEqual(21, records.Count(record => record.Type == DnsType.Txt));
        Assert.IsFalse(_link.Sent.Exists(sent => sent.Message.IsTruncated));
    }
}
