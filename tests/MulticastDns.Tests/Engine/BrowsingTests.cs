using MulticastDns.Codec;
using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class BrowsingTests
{
    private readonly VirtualLink _link = new();

    [TestMethod]
    public void Subscribe_NobodyThere_AsksAtDoublingIntervals()
    {
        _link.Join().Subscribe();

        _link.RunSeconds(20);

        Assert.IsInRange(20, 120, _link.Wire[0].At.TotalMilliseconds);
        double[] gaps = [.. _link.Wire.Zip(_link.Wire.Skip(1), (one, next) => (next.At - one.At).TotalSeconds)];
        CollectionAssert.AreEqual((double[])[1, 2, 4, 8], gaps);
        Assert.IsTrue(_link.Wire.TrueForAll(sent => !sent.Message.Questions.Single().UnicastResponse), "a unicast answer would reach any node on the port");
    }

    [TestMethod]
    public void Subscribe_StationThere_IsFoundByOneQuestion()
    {
        _link.Join().Publish(Profiles.Station("station"));
        _link.RunSeconds(100);
        _link.Wire.Clear();

        var late = _link.Join();
        var subscription = late.Subscribe();
        _link.RunSeconds(0.5);

        CollectionAssert.AreEqual((string[])["Found station"], subscription.Drain());
        Assert.HasCount(2, _link.Wire, "a question, and one answer with everything");
    }

    [TestMethod]
    public void Subscribe_OwnStation_IsFoundToo()
    {
        var node = _link.Join();
        node.Publish(Profiles.Station("station"));
        var subscription = node.Subscribe();

        _link.RunSeconds(5);

        CollectionAssert.AreEqual((string[])["Found station"], subscription.Drain());
    }

    [TestMethod]
    public void Subscribe_SecondTime_TellsWhatIsKnownAtOnce()
    {
        var node = _link.Join();
        node.Subscribe();
        _link.Inject(Messages.Announcement("station"));

        CollectionAssert.AreEqual((string[])["Found station"], node.Subscribe().Drain());
    }

    [TestMethod]
    public void Query_ListsKnownAnswers_SoNobodyRepeatsThem()
    {
        _link.Join().Publish(Profiles.Station("station"));
        var node = _link.Join();
        node.Subscribe();
        _link.RunSeconds(10);
        _link.Wire.Clear();

        node.Subscribe();
        _link.RunSeconds(2);

        Assert.IsNotEmpty(_link.Wire);
        foreach (var sent in _link.Wire)
        {
            Assert.IsFalse(sent.Message.IsResponse);
            Assert.AreEqual(Messages.Pointer("station").Key, sent.Message.Answers.Single().Key);
        }
    }

    [TestMethod]
    public void Query_MoreKnownAnswersThanAPacketHolds_SaysThatMoreFollow()
    {
        var node = _link.Join();
        for (var i = 0; i < 100; i++)
        {
            _link.Inject(Messages.Announcement($"station-with-a-longer-name-{i}"));
        }

        node.Subscribe();
        _link.RunSeconds(0.5);

        CollectionAssert.AreEqual(
            (bool[])[.. Enumerable.Repeat(true, _link.Wire.Count - 1), false],
            _link.Wire.Select(sent => sent.Message.IsTruncated).ToArray());
        Assert.AreEqual(100, _link.Wire.Sum(sent => sent.Message.Answers.Length));
        Assert.IsLessThanOrEqualTo(1472, _link.Wire.Max(sent => sent.Packet.Length));
    }

    [TestMethod]
    public void Query_AnotherNodeHasJustAskedTheSame_IsNotRepeated()
    {
        var node = _link.Join();
        node.Subscribe();

        _link.Inject(Messages.Query(new DnsQuestion(Messages.TypeName, DnsType.Ptr)));
        _link.RunSeconds(0.9);

        Assert.IsEmpty(_link.Wire);
    }

    [TestMethod]
    public void Query_AnotherNodeAskedButKnowsMore_IsAskedAllTheSame()
    {
        var node = _link.Join();
        node.Subscribe();

        _link.Inject(Messages.Query(new DnsQuestion(Messages.TypeName, DnsType.Ptr)) with { Answers = [Messages.Pointer("known to it alone")] });
        _link.RunSeconds(0.9);

        Assert.HasCount(1, _link.Wire);
    }

    [TestMethod]
    public void Resolve_PointersAlone_AsksForAllThatLacksInOnePacket()
    {
        var node = _link.Join();
        var subscription = node.Subscribe();
        _link.RunSeconds(0.5);
        _link.Wire.Clear();

        _link.Inject(Messages.Response(Messages.Pointer("a"), Messages.Pointer("b")));
        _link.RunSeconds(0.4);

        var asked = _link.Wire.Single().Message.Questions.Select(question => $"{question.Name.FirstLabel} {question.Type}").ToArray();
        CollectionAssert.AreEquivalent((string[])["a Srv", "a Txt", "b Srv", "b Txt"], asked);
        Assert.IsEmpty(subscription.Drain());
    }

    [TestMethod]
    public void Resolve_HostWithoutAddress_AsksForIt()
    {
        var node = _link.Join();
        var subscription = node.Subscribe();
        _link.Inject(Messages.Response(Messages.Pointer("a"), Messages.Service("a", host: "elsewhere"), Messages.Text("a")));
        _link.RunSeconds(0.4);

        Assert.Contains(new DnsQuestion(Messages.Host("elsewhere"), DnsType.A), _link.Wire.SelectMany(sent => sent.Message.Questions));
        _link.Inject(Messages.Response(Messages.Address("ELSEWHERE", "127.0.0.7")));
        CollectionAssert.AreEqual((string[])["Found a"], subscription.Drain());
    }

    [TestMethod]
    public void Change_OfPortAndText_IsOneEvent()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(5);
        subscription.Drain();

        _link.Inject(Messages.Response(Messages.Service("station", 81), Messages.Text("station", 4500, [.. "\u0003v=2"u8])));
        _link.RunSeconds(5);

        CollectionAssert.AreEqual((string[])["Changed station"], subscription.Drain());
    }

    [TestMethod]
    public void Instance_WithDotsAndSpaces_IsOneLabel()
    {
        var subscription = _link.Join().Subscribe();
        _link.Inject(Messages.Announcement(@"Dr. No\s 1.2"));

        CollectionAssert.AreEqual((string[])[@"Found Dr. No\s 1.2"], subscription.Drain());
    }

    [TestMethod]
    public void LostPackets_AThirdOfAll_StillEveryStationIsFound()
    {
        var random = new Random(7);
        var subscriptions = Enumerable.Range(0, 8).Select(i =>
        {
            var node = _link.Join();
            node.Publish(Profiles.Station($"station-{i}"));
            return node.Subscribe();
        }).ToList();
        _link.Loses = _ => random.Next(3) == 0;

        _link.RunSeconds(60);

        foreach (var subscription in subscriptions)
        {
            Assert.HasCount(8, subscription.Drain().Where(text => text.StartsWith("Found", StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    public void Reader_ThatStopsReading_EndsWithAReason()
    {
        var subscription = _link.Join().Subscribe();
        AnnounceChanges(4000);
        subscription.Drain();
        Assert.IsFalse(subscription.Events.Completion.IsFaulted, "4000 events are few enough");

        AnnounceChanges(5000);
        subscription.Drain();
        Assert.IsInstanceOfType<InvalidOperationException>(subscription.Events.Completion.Exception?.InnerException);
    }

    // Two texts in turn, each sending off the other's goodbye.
    private void AnnounceChanges(int count)
    {
        _link.Inject(Messages.Announcement("station"));
        _link.RunSeconds(2);
        for (var i = 0; i < count; i++)
        {
            var (next, last) = i % 2 == 0 ? ("\u0003v=1", "\u0003v=2") : ("\u0003v=2", "\u0003v=1");
            _link.Inject(Messages.Response(
                Messages.Text("station", 0, [.. last.Select(c => (byte)c)]), Messages.Text("station", 4500, [.. next.Select(c => (byte)c)])));
        }
    }
}
