using System.Collections.Immutable;
using MulticastDns.Codec;
using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class AnsweringTests
{
    private static readonly DnsQuestion TypeQuestion = new(Messages.TypeName, DnsType.Ptr);
    private static readonly DnsQuestion ServiceQuestion = new(Messages.Instance("station"), DnsType.Srv);

    private readonly VirtualLink _link = new();
    private readonly VirtualNode _node;

    public AnsweringTests()
    {
        _node = _link.Join();
        _node.Publish(Profiles.Station("station"));
        _link.RunSeconds(10);
        _link.Wire.Clear();
    }

    [TestMethod]
    public void Question_ForTheType_IsAnsweredWithAllThatResolvesItAfter20To120Ms()
    {
        var askedAt = _link.Now;
        _link.Inject(Messages.Query(TypeQuestion));
        _link.RunSeconds(5);

        var answer = _link.Wire.Single();
        Assert.IsInRange(20, 120, (answer.At - askedAt).TotalMilliseconds);
        Assert.AreEqual(Messages.Pointer("station"), answer.Message.Answers.Single());
        CollectionAssert.AreEquivalent(
            (DnsType[])[DnsType.Srv, DnsType.Txt, DnsType.A, DnsType.Nsec, DnsType.Nsec], answer.Message.Additionals.Select(record => record.Type).ToArray());
    }

    [TestMethod]
    public void Question_ForAUniqueRecord_IsAnsweredAtOnce()
    {
        var askedAt = _link.Now;
        _link.Inject(Messages.Query(ServiceQuestion));
        _link.RunSeconds(1);

        Assert.AreEqual(askedAt, _link.Wire.Single().At);
    }

    [TestMethod]
    public void Question_InAnotherCase_IsAnswered()
    {
        _link.Inject(Messages.Query(new DnsQuestion(DnsName.Of("STATION", "_OPENEVSE", "_TCP", "LOCAL"), DnsType.Srv)));
        _link.RunSeconds(1);

        Assert.AreEqual(Messages.Service("station"), _link.Wire.Single().Message.Answers.Single());
    }

    [TestMethod]
    public void Question_ForAllTypes_IsAnsweredWithTheType()
    {
        _link.Inject(Messages.Query(new DnsQuestion(DnsName.Of("_services", "_dns-sd", "_udp", "local"), DnsType.Ptr)));
        _link.RunSeconds(1);

        Assert.AreEqual(new PointerData(Messages.TypeName), _link.Wire.Single().Message.Answers.Single().Data);
    }

    [TestMethod]
    public void Question_ForATypeTheNameDoesNotHave_IsAnsweredByWhatItHas()
    {
        _link.Inject(Messages.Query(new DnsQuestion(Messages.Host("station"), DnsType.Aaaa)));
        _link.RunSeconds(1);

        var next = Assert.IsInstanceOfType<NextSecureData>(_link.Wire.Single().Message.Answers.Single().Data);
        Assert.IsTrue(next.Has(DnsType.A));
        Assert.IsFalse(next.Has(DnsType.Aaaa));
    }

    [TestMethod]
    public void Question_ForAny_IsAnsweredWithAllOfTheName()
    {
        _link.Inject(Messages.Query(new DnsQuestion(Messages.Instance("station"), DnsType.Any)));
        _link.RunSeconds(1);

        CollectionAssert.AreEquivalent((DnsType[])[DnsType.Srv, DnsType.Txt], _link.Wire.Single().Message.Answers.Select(record => record.Type).ToArray());
    }

    [TestMethod]
    public void Question_ForAnotherNameOrClass_IsNotAnswered()
    {
        _link.Inject(Messages.Query(new DnsQuestion(Messages.Instance("other"), DnsType.Srv), ServiceQuestion with { Class = (DnsClass)3 }));
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Wire);
    }

    [TestMethod]
    public void Questions_ManyWithinASecond_AreAnsweredByOnePacketASecond()
    {
        for (var i = 0; i < 300; i++)
        {
            _link.Inject(Messages.Query(TypeQuestion, ServiceQuestion));
            _link.Run(TimeSpan.FromMilliseconds(10));
        }

        _link.RunSeconds(5);
        Assert.IsInRange(3, 5, _link.Wire.Count);
    }

    [TestMethod]
    public void KnownAnswer_WithHalfItsLifeLeft_IsNotRepeated()
    {
        _link.Inject(Messages.Query(TypeQuestion) with { Answers = [Messages.Pointer("station", 2250)] });
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Wire);
    }

    [TestMethod]
    public void KnownAnswer_WithLessThanHalfItsLifeLeft_IsRepeated()
    {
        _link.Inject(Messages.Query(TypeQuestion) with { Answers = [Messages.Pointer("station", 2249)] });
        _link.RunSeconds(5);

        Assert.HasCount(1, _link.Wire);
    }

    [TestMethod]
    public void TruncatedQuery_KnownAnswerFollows_IsNotAnswered()
    {
        _link.Inject(Messages.Query(TypeQuestion) with { Flags = DnsFlags.Truncated });
        _link.Run(TimeSpan.FromMilliseconds(200));
        _link.Inject(Messages.Query() with { Answers = [Messages.Pointer("station")] });
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Wire);
    }

    [TestMethod]
    public void TruncatedQuery_NothingFollows_IsAnsweredAfter400To500Ms()
    {
        var askedAt = _link.Now;
        _link.Inject(Messages.Query(TypeQuestion) with { Flags = DnsFlags.Truncated });
        _link.RunSeconds(5);

        Assert.IsInRange(400, 500, (_link.Wire.Single().At - askedAt).TotalMilliseconds);
    }

    [TestMethod]
    public void TruncatedQuery_AnotherAsksToo_IsAnsweredWhateverTheFirstKnows()
    {
        _link.Inject(Messages.Query(TypeQuestion) with { Flags = DnsFlags.Truncated });
        _link.Inject(Messages.Query(TypeQuestion));
        _link.Inject(Messages.Query() with { Answers = [Messages.Pointer("station")] });
        _link.RunSeconds(5);

        Assert.HasCount(1, _link.Wire);
    }

    [TestMethod]
    public void Answer_GivenByAnotherJustBefore_IsNotRepeated()
    {
        var other = _link.Join();
        other.Publish(Profiles.Station("other"));
        _link.RunSeconds(10);
        _link.Wire.Clear();

        _link.Inject(Messages.Query(new DnsQuestion(DnsName.Of("_services", "_dns-sd", "_udp", "local"), DnsType.Ptr)));
        _link.RunSeconds(5);

        Assert.HasCount(1, _link.Wire, "both have the same answer");
    }

    [TestMethod]
    public void LegacyQuery_IsAnsweredToItsSenderAsDnsWouldBe()
    {
        _link.Inject(Messages.Query(ServiceQuestion) with { Id = 4711 }, port: 40000);
        _link.RunSeconds(5);

        var answer = _link.Wire.Single();
        Assert.AreEqual(40000, answer.To?.Port);
        Assert.AreEqual(4711, answer.Message.Id);
        Assert.AreEqual(ServiceQuestion, answer.Message.Questions.Single());
        foreach (var record in answer.Message.Answers.Concat(answer.Message.Additionals))
        {
            Assert.AreEqual(10u, record.Ttl);
            Assert.IsFalse(record.CacheFlush);
        }
    }

    [TestMethod]
    public void UnicastQuestion_FromAnotherMachine_IsAnsweredToItAlone()
    {
        _link.Inject(Messages.Query(ServiceQuestion with { UnicastResponse = true }), address: "127.0.0.2");
        _link.RunSeconds(5);

        Assert.AreEqual("127.0.0.2:5353", _link.Wire.Single().To?.ToString());
        Assert.AreEqual(120u, _link.Wire.Single().Message.Answers.Single().Ttl);
    }

    [TestMethod]
    public void UnicastQuestion_ForARecordNotMulticastForLong_IsAnsweredToAllToo()
    {
        _link.RunSeconds(60);
        _link.Inject(Messages.Query(ServiceQuestion with { UnicastResponse = true }), address: "127.0.0.2");
        _link.RunSeconds(5);

        CollectionAssert.AreEqual((bool[])[true, false], _link.Wire.Select(sent => sent.To is not null).ToArray());
    }

    [TestMethod]
    public void UnicastQuestion_FromThisMachine_IsAnsweredToAll()
    {
        _link.Inject(Messages.Query(ServiceQuestion with { UnicastResponse = true }));
        _link.RunSeconds(5);

        Assert.IsNull(_link.Wire.Single().To);
    }

    [TestMethod]
    public void Probe_ForAnOwnName_IsAnsweredWithin250Ms()
    {
        _link.Inject(Messages.Query(ServiceQuestion));
        _link.RunSeconds(0.3);
        var probedAt = _link.Now;
        _link.Inject(Messages.Query(ServiceQuestion with { Type = DnsType.Any }) with { Authorities = [Messages.Service("station", 4711)] });
        _link.RunSeconds(0.2);

        Assert.HasCount(2, _link.Wire);
        Assert.AreEqual(probedAt, _link.Wire[1].At);
        Assert.Contains(Messages.Service("station"), _link.Wire[1].Message.Answers, "a second hasn't passed since it was multicast, but a probe can't wait");
    }

    [TestMethod]
    public void Response_FromAnotherPort_IsIgnored()
    {
        _link.Inject(Messages.Response(Messages.Service("station", 4711)), port: 40000);
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Wire, "no conflict");
    }

    [TestMethod]
    public void Answers_MoreThanAPacketHolds_GoInPacketsThatFitAFrame()
    {
        var text = Enumerable.Range(0, 5).ToDictionary(i => $"key{i}", _ => new string('x', 200));
        for (var i = 0; i < 20; i++)
        {
            _node.Publish(Profiles.Station($"big-{i}") with { Text = text });
        }

        _link.RunSeconds(10);
        _link.Wire.Clear();
        _link.Inject(Messages.Query(TypeQuestion));
        _link.RunSeconds(1);

        Assert.IsLessThanOrEqualTo(1472, _link.Wire.Max(sent => sent.Packet.Length));
        var records = _link.Wire.SelectMany(sent => (ImmutableArray<DnsRecord>)[.. sent.Message.Answers, .. sent.Message.Additionals]).ToList();
        Assert.AreEqual(21, records.Count(record => record.Type == DnsType.Ptr));
        Assert.AreEqual(21, records.Count(record => record.Type == DnsType.Txt));
        Assert.IsFalse(_link.Wire.Exists(sent => sent.Message.IsTruncated));
    }
}
