namespace MulticastDns.Tests.Engine;

[TestClass]
public sealed class PublisherConflictTests
{
    private readonly VirtualLink _link = new();

    [TestMethod]
    public void Conflict_EstablishedAndOtherNodeDefends_LosesTheName()
    {
        var publication = _link.Join().Publish(Profiles.Station("station", 80));
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
            _link.Sent.Where(sent => sent.Message.IsResponse).All(sent => sent.Message.Answers.All(record => record.Ttl > 0)),
            "A node sends no goodbye for a name that it lost.");
    }

    [TestMethod]
    public void Conflict_TwoRecordsInOnePacket_CountAsOneConflict()
    {
        var publication = _link.Join().Publish(Profiles.Station("station", 80));
        _link.RunSeconds(5);

        _link.Inject(Messages.Response(Messages.Service("station", 4711), Messages.Text("station")));

        Assert.AreEqual(PublicationState.Probing, publication.State);
    }

    [TestMethod]
    public void Conflict_EstablishedAndNoNodeDefends_AnnouncesAgain()
    {
        var publication = _link.Join().Publish(Profiles.Station("station", 80));
        _link.RunSeconds(5);
        _link.Sent.Clear();

        _link.Inject(Messages.Response(Messages.Service("station", 4711)));
        _link.RunSeconds(5);

        Assert.AreEqual(PublicationState.Established, publication.State);
        Assert.AreEqual(3, _link.Sent.Count(sent => !sent.Message.Authorities.IsEmpty));
        Assert.AreEqual(2, _link.Sent.Count(sent => sent.Message.IsResponse));
    }

    [TestMethod]
    public void Conflicts_MoreThanFifteenInTenSeconds_DelayProbingByFiveSeconds()
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
}
