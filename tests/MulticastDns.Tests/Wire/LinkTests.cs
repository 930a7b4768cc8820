namespace MulticastDns.Tests.Wire;

[TestClass]
public sealed class LinkTests(TestContext context)
{
    private readonly MulticastLink _link = TestLinks.Next();

    [TestMethod]
    public async Task KnownAnswer_OneOfTwo_IsSuppressed()
    {
        await using var socket = new LinkSocket(_link);
        await using var node = await _link.StartNodeAsync(context);
        await node.PublishAsync(Profiles.Station("known"), context.CancellationToken);
        await node.PublishAsync(Profiles.Station("unknown"), context.CancellationToken);
        await WaitForAnnouncementsAsync(socket, "unknown");

        socket.Send(Messages.Query(Messages.TypeQuestion) with { Answers = [Messages.Pointer("known")] });

        var response = await socket.WaitAsync("a response", message => message.IsResponse, context.CancellationToken);
        Assert.AreEqual(Messages.Pointer("unknown"), response.Answers.Single());
    }

    [TestMethod]
    public async Task Query_StationInCache_ListsKnownAnswer()
    {
        await using var socket = new LinkSocket(_link);
        await using var node = await _link.StartNodeAsync(context);
        socket.Send(Messages.Announcement("station"));
        await using var events = new EventReader(node, Profiles.Type, context.CancellationToken);
        await events.WaitAsync(ServiceEventKind.Found, "station");

        var query = await socket.WaitAsync(
            "a query with a known answer",
            message => !message.IsResponse && message.Questions.Contains(Messages.TypeQuestion) && message.Answers.Length > 0,
            context.CancellationToken);

        Assert.AreEqual(Messages.Pointer("station").Key, query.Answers.Single().Key);
    }

    [TestMethod]
    public async Task Announcement_UniqueRecords_HaveTheCacheFlushBit()
    {
        await using var socket = new LinkSocket(_link);
        await using var node = await _link.StartNodeAsync(context);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);

        var announcement = await socket.WaitAsync("an announcement", message => message.IsResponse, context.CancellationToken);

        var flushed = announcement.Answers.Where(record => record.CacheFlush).Select(record => record.Type).Distinct().ToArray();
        CollectionAssert.AreEquivalent((DnsType[])[DnsType.Srv, DnsType.Txt, DnsType.A, DnsType.Nsec], flushed);
    }

    [TestMethod]
    public async Task LegacyQuery_ForAddress_IsAnsweredByUnicast()
    {
        await using var node = await _link.StartNodeAsync(context);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);
        await using var resolver = new LinkSocket(_link, new IPEndPoint(IPAddress.Loopback, 0));

        resolver.Send(Messages.Query(new DnsQuestion(Messages.Host("station"), DnsType.A)) with { Id = 77 });

        var response = await resolver.WaitAsync("a unicast response", message => message.Id == 77, context.CancellationToken);
        Assert.AreEqual(Messages.Address("station", ttl: 10) with { CacheFlush = false }, response.Answers.Single());
    }

    [TestMethod]
    public async Task UnicastQuestion_FromOtherAddressOfTheLink_IsAnsweredByUnicast()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("Only on Linux does the loopback interface have all addresses of 127.0.0.0/8.");
        }

        await using var node = await _link.StartNodeAsync(context);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);
        await using var querier = new LinkSocket(_link, new IPEndPoint(IPAddress.Parse("127.0.0.2"), _link.Port));

        querier.Send(Messages.Query(new DnsQuestion(Messages.Host("station"), DnsType.A, UnicastResponse: true)));

        var response = await querier.WaitAsync("a unicast response", message => message.IsResponse, context.CancellationToken);
        Assert.AreEqual(Messages.Address("station"), response.Answers.Single());
    }

    [TestMethod]
    public async Task Links_SamePortOtherGroup_AreSeparate()
    {
        await AssertSeparateAsync(TestLinks.NextOnPort(_link.Port));
    }

    [TestMethod]
    public async Task Links_SameGroupOtherPort_AreSeparate()
    {
        await AssertSeparateAsync(_link with { Port = TestLinks.Next().Port });
    }

    [TestMethod]
    public async Task Receive_RandomPackets_NodeKeepsAnswering()
    {
        await using var socket = new LinkSocket(_link);
        await using var node = await _link.StartNodeAsync(context);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);
        await WaitForAnnouncementsAsync(socket, "station");
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var noise = new byte[random.Next(0, 20000)];
            random.NextBytes(noise);
            socket.Send(noise);
        }

        // The random packets may have filled the receive buffer of the node, so that a query is lost.
        using var querying = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var queries = QueryRepeatedlyAsync(socket, querying.Token);
        await socket.WaitAsync("a response", message => message.IsResponse && message.Answers.Contains(Messages.Pointer("station")), context.CancellationToken);
        await querying.CancelAsync();
        await queries;
    }

    private static async Task QueryRepeatedlyAsync(LinkSocket socket, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            do
            {
                socket.Send(Messages.Query(Messages.TypeQuestion));
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // A response was received.
        }
    }

    private async Task WaitForAnnouncementsAsync(LinkSocket socket, string instance)
    {
        for (var announcements = 0; announcements < 2; announcements++)
        {
            await socket.WaitAsync(
                $"an announcement of {instance}",
                message => message.IsResponse && message.Answers.Contains(Messages.Pointer(instance)),
                context.CancellationToken);
        }
    }

    // On the same link, the second publication would be a conflict.
    private async Task AssertSeparateAsync(MulticastLink other)
    {
        await using var node = await _link.StartNodeAsync(context);
        await using var publisher = await other.StartNodeAsync(context);
        await using var browser = await other.StartNodeAsync(context);
        await node.PublishAsync(Profiles.Station("station", 8000), context.CancellationToken);
        await using var events = new EventReader(browser, Profiles.Type, context.CancellationToken);

        await using var service = await publisher.PublishAsync(Profiles.Station("station", 8001), context.CancellationToken);

        Assert.AreEqual(8001, (await events.WaitAsync(ServiceEventKind.Found, "station")).Port);
        Assert.IsFalse(service.NameLost.IsCompleted);
    }
}
