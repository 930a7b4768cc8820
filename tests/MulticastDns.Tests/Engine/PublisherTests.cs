namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class PublisherTests
{
    private readonly VirtualLink _link = new();

    [TestMethod]
    public void Publish_NoConflict_SendsFivePacketsAtTheIntervalsOfTheRfc()
    {
        _link.Join().Publish(Profiles.Station("station"));

        _link.RunSeconds(10);

        double[] intervals = [.. _link.Sent.Zip(_link.Sent.Skip(1), (first, second) => (second.At - first.At).TotalMilliseconds)];
        CollectionAssert.AreEqual((double[])[250, 250, 250, 1000], intervals);
    }

    [TestMethod]
    public void Publish_NoConflict_ProbesThreeTimes()
    {
        _link.Join().Publish(Profiles.Station("station"));

        _link.RunSeconds(10);

        foreach (var probe in _link.Sent.Take(3).Select(sent => sent.Message))
        {
            CollectionAssert.AreEqual((DnsType[])[DnsType.Any, DnsType.Any], probe.Questions.Select(question => question.Type).ToArray());
            CollectionAssert.AreEquivalent((DnsType[])[DnsType.Srv, DnsType.Txt, DnsType.A], probe.Authorities.Select(record => record.Type).ToArray());
        }

    }

    [TestMethod]
    public void Publish_NoConflict_AnnouncesTwice()
    {
        _link.Join().Publish(Profiles.Station("station"));

        _link.RunSeconds(10);

        Assert.HasCount(5, _link.Sent);
        foreach (var announcement in _link.Sent.Skip(3).Select(sent => sent.Message))
        {
            Assert.IsTrue(announcement.IsResponse);
            Assert.IsEmpty(announcement.Questions);
            Assert.IsTrue(announcement.Answers.All(record => record.CacheFlush == (record.Type != DnsType.Ptr)), "Unique records have the cache-flush bit.");
            CollectionAssert.AreEquivalent(
                (DnsType[])[DnsType.Ptr, DnsType.Ptr, DnsType.Srv, DnsType.Txt, DnsType.A, DnsType.Nsec, DnsType.Nsec],
                announcement.Answers.Select(record => record.Type).ToArray());
        }
    }

    [TestMethod]
    public void Publish_NameOfOtherNode_Fails()
    {
        _link.Join().Publish(Profiles.Station("station", 8000));
        _link.RunSeconds(5);

        var second = _link.Join().Publish(Profiles.Station("STATION", 8001));
        _link.RunSeconds(5);

        var conflict = Assert.IsInstanceOfType<ServiceNameConflictException>(second.Established.Task.Exception?.InnerException);
        Assert.AreEqual(Messages.Instance("station").ToString(), conflict.Name, ignoreCase: true);
        Assert.AreEqual(PublicationState.Lost, second.State);
    }

    [TestMethod]
    public void Publish_NameOfOtherNode_DoesNotAffectTheOwner()
    {
        var owner = _link.Join().Publish(Profiles.Station("station", 8000));
        _link.RunSeconds(5);

        _link.Join().Publish(Profiles.Station("STATION", 8001));
        _link.RunSeconds(5);

        Assert.AreEqual(PublicationState.Established, owner.State);
        Assert.IsFalse(owner.Lost.Task.IsCompleted);
    }

    [TestMethod]
    public void Publish_HostOfOtherNodeWithOtherAddress_Fails()
    {
        _link.Join().Publish(Profiles.Station("one", host: "shared", address: "127.0.0.1"));
        _link.RunSeconds(5);

        var second = _link.Join().Publish(Profiles.Station("two", host: "shared", address: "127.0.0.9"));
        _link.RunSeconds(5);

        var conflict = Assert.IsInstanceOfType<ServiceNameConflictException>(second.Established.Task.Exception?.InnerException);
        Assert.AreEqual("shared.local", conflict.Name);
    }

    [TestMethod]
    public void Publish_HostOfOtherNodeWithSameAddress_IsNoConflict()
    {
        var first = _link.Join().Publish(Profiles.Station("one", host: "shared"));
        var second = _link.Join().Publish(Profiles.Station("two", host: "shared"));

        _link.RunSeconds(5);

        Assert.AreEqual(PublicationState.Established, first.State);
        Assert.AreEqual(PublicationState.Established, second.State);
    }

    [TestMethod]
    public void Publish_SameNameSimultaneously_OneNodeLosesIt()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            var link = new VirtualLink(seed);
            var first = link.Join().Publish(Profiles.Station("station", 8000));
            var second = link.Join().Publish(Profiles.Station("station", 8001));

            link.RunSeconds(10);

            CollectionAssert.AreEquivalent(
                (PublicationState[])[PublicationState.Established, PublicationState.Lost], (PublicationState[])[first.State, second.State], $"Seed {seed}.");
        }
    }

    [TestMethod]
    public void Publish_NameOfSameNode_Throws()
    {
        var node = _link.Join();
        node.Publish(Profiles.Station("station"));

        Assert.ThrowsExactly<ServiceNameConflictException>(() => node.Publish(Profiles.Station("Station", 81)));
    }

    [TestMethod]
    public void SimultaneousProbe_TieBreakLost_ProbesAgainAfterASecond()
    {
        var node = _link.Join();
        var publication = node.Publish(Profiles.Station("station", 80));
        RunUntilProbing(publication);

        Probe(Messages.Service("station", 81));
        var lostAt = _link.Now;
        _link.RunSeconds(10);

        Assert.AreEqual(PublicationState.Established, publication.State);
        var next = _link.Sent.First(sent => sent.At > lostAt);
        Assert.AreEqual(1000, (next.At - lostAt).TotalMilliseconds);
        Assert.HasCount(1 + 3 + 2, _link.Sent);
    }

    [TestMethod]
    public void SimultaneousProbe_TieBreakWon_ContinuesProbing()
    {
        var publication = _link.Join().Publish(Profiles.Station("station", 82));
        RunUntilProbing(publication);

        Probe(Messages.Service("station", 81));
        _link.RunSeconds(10);

        Assert.HasCount(5, _link.Sent);
    }

    [TestMethod]
    [DataRow("169.254.99.200", "169.254.200.50", -1, DisplayName = "Lower address loses: example of RFC 6762 §8.2")]
    [DataRow("169.254.200.50", "169.254.99.200", 1, DisplayName = "Higher address wins")]
    [DataRow("169.254.99.200", "169.254.99.200", 0, DisplayName = "Same address is a tie")]
    [DataRow("169.254.99.200", "169.254.99.200 169.254.200.50", -1, DisplayName = "Shorter list loses")]
    public void TieBreak_Addresses_AreCompared(string ours, string theirs, int expected)
    {
        Assert.AreEqual(expected, Math.Sign(TieBreak.Compare(Addresses(ours), Addresses(theirs))));

        static IEnumerable<DnsRecord> Addresses(string text) => text.Split(' ').Select(address => Messages.Address("MyPrinter", address));
    }

    [TestMethod]
    public void Withdraw_HostSharedWithOtherPublication_SendsNoGoodbyeForIt()
    {
        var node = _link.Join();
        var first = node.Publish(Profiles.Station("one", host: "shared"));
        node.Publish(Profiles.Station("two", host: "shared"));
        _link.RunSeconds(5);
        _link.Sent.Clear();

        node.Withdraw(first);

        var goodbye = _link.Sent.Single().Message.Answers;
        Assert.IsTrue(goodbye.All(record => record.Ttl == 0));
        CollectionAssert.AreEquivalent((DnsType[])[DnsType.Ptr, DnsType.Srv, DnsType.Txt], goodbye.Select(record => record.Type).ToArray());
    }

    [TestMethod]
    public void Withdraw_WhileProbing_SendsNoGoodbye()
    {
        var node = _link.Join();
        var publication = node.Publish(Profiles.Station("station"));
        RunUntilProbing(publication);
        _link.Sent.Clear();

        node.Withdraw(publication);
        _link.RunSeconds(5);

        Assert.IsEmpty(_link.Sent);
    }

    [TestMethod]
    public void Goodbye_ByOtherNodeForPublishedRecord_IsAnsweredWithinASecond()
    {
        var node = _link.Join();
        node.Publish(Profiles.Station("station", host: "shared"));
        _link.RunSeconds(5);
        _link.Sent.Clear();

        _link.Inject(Messages.Response(Messages.Address("shared", ttl: 0)));
        _link.RunSeconds(1);

        Assert.Contains(Messages.Address("shared"), _link.Sent.Single().Message.Answers);
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
    public void Publish_InvalidProfile_Throws(string instance, string type, string host, int port, string expected)
    {
        var profile = Profiles.Station(instance, port, host: host) with { Type = type };

        var exception = Assert.ThrowsExactly<ArgumentException>(() => _link.Join().Publish(profile));

        Assert.Contains(expected, exception.Message);
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
            Authorities = [proposed, new DnsRecord(proposed.Name, TxtData.Encode(Profiles.Station("station").Text), 4500)],
        });
}
