using MulticastDns.Codec;
using MulticastDns.Engine;
using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class PublishingTests
{
    private readonly VirtualLink _link = new();

    [TestMethod]
    public void Publish_NobodyElse_ProbesThreeTimesAndAnnouncesTwice()
    {
        _link.Join().Publish(Profiles.Station("station"));

        _link.RunSeconds(10);

        Assert.HasCount(5, _link.Wire);
        double[] gaps = [.. _link.Wire.Zip(_link.Wire.Skip(1), (one, next) => (next.At - one.At).TotalMilliseconds)];
        CollectionAssert.AreEqual((double[])[250, 250, 250, 1000], gaps);
        foreach (var probe in _link.Wire.Take(3).Select(sent => sent.Message))
        {
            CollectionAssert.AreEqual((DnsType[])[DnsType.Any, DnsType.Any], probe.Questions.Select(question => question.Type).ToArray());
            CollectionAssert.AreEquivalent((DnsType[])[DnsType.Srv, DnsType.Txt, DnsType.A], probe.Authorities.Select(record => record.Type).ToArray());
        }

        foreach (var announcement in _link.Wire.Skip(3).Select(sent => sent.Message))
        {
            Assert.IsTrue(announcement.IsResponse);
            Assert.IsEmpty(announcement.Questions);
            Assert.IsTrue(announcement.Answers.All(record => record.CacheFlush == (record.Type != DnsType.Ptr)), "flush bits");
            CollectionAssert.AreEquivalent(
                (DnsType[])[DnsType.Ptr, DnsType.Ptr, DnsType.Srv, DnsType.Txt, DnsType.A, DnsType.Nsec, DnsType.Nsec],
                announcement.Answers.Select(record => record.Type).ToArray());
        }
    }

    [TestMethod]
    public void Publish_NameHeldByAnother_FailsAndLeavesTheOtherAlone()
    {
        var holder = _link.Join().Publish(Profiles.Station("station", 8000));
        _link.RunSeconds(5);

        var late = _link.Join().Publish(Profiles.Station("STATION", 8001));
        _link.RunSeconds(5);

        var conflict = Assert.IsInstanceOfType<ServiceNameConflictException>(late.Established.Task.Exception?.InnerException);
        Assert.AreEqual(Messages.Instance("station").ToString(), conflict.Name, ignoreCase: true);
        Assert.AreEqual(PublicationState.Lost, late.State);
        Assert.AreEqual(PublicationState.Established, holder.State);
        Assert.IsFalse(holder.Lost.Task.IsCompleted);
    }

    [TestMethod]
    public void Publish_HostHeldByAnotherWithAnotherAddress_FailsForTheHost()
    {
        _link.Join().Publish(Profiles.Station("one", host: "shared", address: "127.0.0.1"));
        _link.RunSeconds(5);

        var late = _link.Join().Publish(Profiles.Station("two", host: "shared", address: "127.0.0.9"));
        _link.RunSeconds(5);

        var conflict = Assert.IsInstanceOfType<ServiceNameConflictException>(late.Established.Task.Exception?.InnerException);
        Assert.AreEqual("shared.local", conflict.Name);
    }

    [TestMethod]
    public void Publish_HostHeldByAnotherWithTheSameAddress_IsFine()
    {
        var first = _link.Join().Publish(Profiles.Station("one", host: "shared"));
        var second = _link.Join().Publish(Profiles.Station("two", host: "shared"));

        _link.RunSeconds(5);

        Assert.AreEqual(PublicationState.Established, first.State);
        Assert.AreEqual(PublicationState.Established, second.State);
    }

    [TestMethod]
    public void Publish_TwoNodesAtOnce_ExactlyOneGetsTheName()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var link = new VirtualLink(seed);
            var one = link.Join().Publish(Profiles.Station("station", 8000));
            var other = link.Join().Publish(Profiles.Station("station", 8001));

            link.RunSeconds(10);

            CollectionAssert.AreEquivalent(
                (PublicationState[])[PublicationState.Established, PublicationState.Lost], (PublicationState[])[one.State, other.State], $"seed {seed}");
        }
    }

    [TestMethod]
    public void Publish_TwiceInOneNode_IsRefusedAtOnce()
    {
        var node = _link.Join();
        node.Publish(Profiles.Station("station"));

        Assert.ThrowsExactly<ServiceNameConflictException>(() => node.Publish(Profiles.Station("Station", 81)));
    }

    [TestMethod]
    public void SimultaneousProbe_TheirsIsLater_WaitsASecondAndProbesAgain()
    {
        var node = _link.Join();
        var publication = node.Publish(Profiles.Station("station", 80));
        RunUntilProbing(publication);

        Probe(Messages.Service("station", 81));
        var lostAt = _link.Now;
        _link.RunSeconds(10);

        Assert.AreEqual(PublicationState.Established, publication.State);
        var next = _link.Wire.First(sent => sent.At > lostAt);
        Assert.AreEqual(1000, (next.At - lostAt).TotalMilliseconds);
        Assert.HasCount(1 + 3 + 2, _link.Wire);
    }

    [TestMethod]
    public void SimultaneousProbe_OursIsLater_GoesOn()
    {
        var publication = _link.Join().Publish(Profiles.Station("station", 82));
        RunUntilProbing(publication);

        Probe(Messages.Service("station", 81));
        _link.RunSeconds(10);

        Assert.HasCount(5, _link.Wire);
    }

    [TestMethod]
    public void TieBreak_ExampleOfRfc6762_AddressWithTheGreaterByteWins()
    {
        var (lower, greater) = (Messages.Address("MyPrinter", "169.254.99.200"), Messages.Address("MyPrinter", "169.254.200.50"));

        Assert.IsNegative(TieBreak.Compare([lower], [greater]));
        Assert.IsPositive(TieBreak.Compare([greater], [lower]));
        Assert.AreEqual(0, TieBreak.Compare([lower], [lower]));
        Assert.IsNegative(TieBreak.Compare([lower], [lower, greater]), "the list that ends first loses");
    }

    [TestMethod]
    public void Conflict_AfterEstablishedAndTheOtherDefends_TakesItOffTheAir()
    {
        var node = _link.Join();
        var publication = node.Publish(Profiles.Station("station", 80));
        _link.RunSeconds(5);

        var other = Messages.Response(Messages.Service("station", 4711));
        _link.Inject(other);
        Assert.AreEqual(PublicationState.Probing, publication.State);
        _link.Run(TimeSpan.FromMilliseconds(100));
        _link.Inject(other);
        _link.RunSeconds(5);

        Assert.IsTrue(publication.Lost.Task.IsCompletedSuccessfully);
        Assert.AreEqual(Messages.Instance("station").ToString(), publication.Lost.Task.Result.Name);
        Assert.IsTrue(
            _link.Wire.Where(sent => sent.Message.IsResponse).All(sent => sent.Message.Answers.All(record => record.Ttl > 0)),
            "no goodbye for a name that is another's");
    }

    [TestMethod]
    public void Conflict_AfterEstablishedInTwoRecordsOfOnePacket_IsProbedForFirst()
    {
        var publication = _link.Join().Publish(Profiles.Station("station", 80));
        _link.RunSeconds(5);

        _link.Inject(Messages.Response(Messages.Service("station", 4711), Messages.Text("station")));

        Assert.AreEqual(PublicationState.Probing, publication.State);
    }

    [TestMethod]
    public void Conflict_AfterEstablishedButNobodyDefends_IsAnnouncedAgain()
    {
        var publication = _link.Join().Publish(Profiles.Station("station", 80));
        _link.RunSeconds(5);
        _link.Wire.Clear();

        _link.Inject(Messages.Response(Messages.Service("station", 4711)));
        _link.RunSeconds(5);

        Assert.AreEqual(PublicationState.Established, publication.State);
        Assert.AreEqual(3, _link.Wire.Count(sent => !sent.Message.Authorities.IsEmpty));
        Assert.AreEqual(2, _link.Wire.Count(sent => sent.Message.IsResponse));
    }

    [TestMethod]
    public void Conflicts_MoreThanFifteenInTenSeconds_SlowProbingDown()
    {
        var node = _link.Join();
        var publication = node.Publish(Profiles.Station("station", 80));
        _link.RunSeconds(5);
        for (var i = 0; i < 40; i++)
        {
            publication.State = PublicationState.Established;
            _link.Inject(Messages.Response(Messages.Service("station", (ushort)(1000 + i))));
        }

        Assert.AreEqual(5, (publication.NextAt - _link.Now)?.TotalSeconds);
    }

    [TestMethod]
    public void Withdraw_SaysGoodbyeForWhatIsItsOwnAlone()
    {
        var node = _link.Join();
        var first = node.Publish(Profiles.Station("one", host: "shared"));
        node.Publish(Profiles.Station("two", host: "shared"));
        _link.RunSeconds(5);
        _link.Wire.Clear();

        node.Withdraw(first);

        var goodbye = _link.Wire.Single().Message.Answers;
        Assert.IsTrue(goodbye.All(record => record.Ttl == 0));
        CollectionAssert.AreEquivalent((DnsType[])[DnsType.Ptr, DnsType.Srv, DnsType.Txt], goodbye.Select(record => record.Type).ToArray());
    }

    [TestMethod]
    public void Withdraw_BeforeTheFirstAnnouncement_SaysNothing()
    {
        var node = _link.Join();
        var publication = node.Publish(Profiles.Station("station"));
        RunUntilProbing(publication);
        _link.Wire.Clear();

        node.Withdraw(publication);
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Wire);
    }

    [TestMethod]
    public void Goodbye_FromAnotherForARecordThatIsOursToo_IsRescuedWithinASecond()
    {
        var node = _link.Join();
        node.Publish(Profiles.Station("station", host: "shared"));
        _link.RunSeconds(5);
        _link.Wire.Clear();

        _link.Inject(Messages.Response(Messages.Address("shared", ttl: 0)));
        _link.RunSeconds(1);

        Assert.Contains(Messages.Address("shared"), _link.Wire.Single().Message.Answers);
    }

    [TestMethod]
    [DataRow("", "_openevse._tcp", "host", 80, "''")]
    [DataRow("bell\a", "_openevse._tcp", "host", 80, "control character")]
    [DataRow("name", "openevse._tcp", "host", 80, "'openevse._tcp'")]
    [DataRow("name", "_openevse._tcp.local", "host", 80, "'_openevse._tcp.local'")]
    [DataRow("name", "_sixteen-letters-x._tcp", "host", 80, "1 to 15")]
    [DataRow("name", "_openevse._tcp", "host.local", 80, "'host.local'")]
    [DataRow("name", "_openevse._tcp", "host", 0, "port 0")]
    [DataRow("name", "_openevse._tcp", "host", 65536, "port 65536")]
    public void Publish_ValueThatCannotBe_IsRefusedByName(string instance, string type, string host, int port, string expected)
    {
        var profile = Profiles.Station(instance, port, host: host) with { Type = type };

        var refusal = Assert.ThrowsExactly<ArgumentException>(() => _link.Join().Publish(profile));

        Assert.Contains(expected, refusal.Message);
    }

    private void RunUntilProbing(Publication publication)
    {
        while (publication.ProbesSent == 0)
        {
            _link.Run(TimeSpan.FromMilliseconds(1));
        }
    }

    private void Probe(DnsRecord proposed) =>
        _link.Inject(Messages.Query(new DnsQuestion(proposed.Name, DnsType.Any)) with
        {
            Authorities = [proposed, new DnsRecord(proposed.Name, TextStrings.Encode(Profiles.Station("station").Text), 4500)],
        });
}
