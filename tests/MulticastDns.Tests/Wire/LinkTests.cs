using System.Net;
using MulticastDns.Codec;
using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Wire;

[TestClass]
public sealed class LinkTests(TestContext context)
{
    private static readonly DnsQuestion TypeQuestion = new(Messages.TypeName, DnsType.Ptr);

    private readonly MulticastLink _link = TestLinks.Next();

    [TestMethod]
    public async Task KnownAnswer_OnTheWire_IsLeftOutOfTheAnswer()
    {
        await using var tap = new LinkTap(_link);
        await using var node = await StartAsync(_link);
        await node.PublishAsync(Profiles.Station("known"), context.CancellationToken);
        await node.PublishAsync(Profiles.Station("unknown"), context.CancellationToken);
        await SettledAsync(tap, "unknown");

        tap.Send(Messages.Query(TypeQuestion) with { Answers = [Messages.Pointer("known")] });

        var answer = await tap.NextAsync("answer", message => message.IsResponse, context.CancellationToken);
        Assert.AreEqual(Messages.Pointer("unknown"), answer.Answers.Single());
    }

    [TestMethod]
    public async Task Query_OnTheWire_ListsWhatTheNodeKnows()
    {
        await using var tap = new LinkTap(_link);
        await using var node = await StartAsync(_link);
        tap.Send(Messages.Announcement("station"));
        await using var events = new EventReader(node, Profiles.Type, context.CancellationToken);
        await events.NextAsync(ServiceEventKind.Found, "station");

        var query = await tap.NextAsync(
            "query with the known answer",
            message => !message.IsResponse && message.Questions.Contains(TypeQuestion) && message.Answers.Length > 0,
            context.CancellationToken);

        Assert.AreEqual(Messages.Pointer("station").Key, query.Answers.Single().Key);
    }

    [TestMethod]
    public async Task Announcement_OnTheWire_HasTheFlushBitOnUniqueRecordsOnly()
    {
        await using var tap = new LinkTap(_link);
        await using var node = await StartAsync(_link);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);

        var announcement = await tap.NextAsync("announcement", message => message.IsResponse, context.CancellationToken);

        var flushed = announcement.Answers.Where(record => record.CacheFlush).Select(record => record.Type).Distinct().ToArray();
        CollectionAssert.AreEquivalent((DnsType[])[DnsType.Srv, DnsType.Txt, DnsType.A, DnsType.Nsec], flushed);
    }

    [TestMethod]
    public async Task LegacyResolver_OnTheWire_GetsItsAnswer()
    {
        await using var node = await StartAsync(_link);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);
        await using var resolver = new LinkTap(_link, new IPEndPoint(IPAddress.Loopback, 0));

        resolver.Send(Messages.Query(new DnsQuestion(Messages.Host("station"), DnsType.A)) with { Id = 77 });

        var answer = await resolver.NextAsync("unicast answer", message => message.Id == 77, context.CancellationToken);
        Assert.AreEqual(Messages.Address("station", ttl: 10) with { CacheFlush = false }, answer.Answers.Single());
    }

    [TestMethod]
    public async Task UnicastQuestion_FromAnotherAddressOfTheLink_IsAnsweredToIt()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("Only Linux has all of 127.0.0.0/8 on the loopback interface.");
        }

        await using var node = await StartAsync(_link);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);
        await using var neighbour = new LinkTap(_link, new IPEndPoint(IPAddress.Parse("127.0.0.2"), _link.Port));

        neighbour.Send(Messages.Query(new DnsQuestion(Messages.Host("station"), DnsType.A, UnicastResponse: true)));

        var answer = await neighbour.NextAsync("unicast answer", message => message.IsResponse, context.CancellationToken);
        Assert.AreEqual(Messages.Address("station"), answer.Answers.Single());
    }

    [TestMethod]
    public async Task Links_SamePortAndOtherGroup_DoNotSeeEachOther()
    {
        var other = TestLinks.NextOn(_link.Port);
        await using var here = await StartAsync(_link);
        await using var there = await StartAsync(other);
        await using var thirdParty = await StartAsync(other);
        await here.PublishAsync(Profiles.Station("here"), context.CancellationToken);
        await using var events = new EventReader(there, Profiles.Type, context.CancellationToken);

        // On the same link this would be refused; and what is published there later shows that "here" had time to be seen.
        await thirdParty.PublishAsync(Profiles.Station("here", 4711), context.CancellationToken);
        await thirdParty.PublishAsync(Profiles.Station("there"), context.CancellationToken);

        Assert.AreEqual(4711, (await events.NextAsync(ServiceEventKind.Found, "here")).Port);
        await events.NextAsync(ServiceEventKind.Found, "there");
    }

    [TestMethod]
    public async Task Links_SameGroupAndOtherPort_DoNotSeeEachOther()
    {
        await using var here = await StartAsync(_link);
        await using var there = await StartAsync(_link with { Port = TestLinks.Next().Port });
        await here.PublishAsync(Profiles.Station("station", 8000), context.CancellationToken);

        await using var same = await there.PublishAsync(Profiles.Station("station", 8001), context.CancellationToken);

        Assert.IsFalse(same.NameLost.IsCompleted);
    }

    [TestMethod]
    public async Task Noise_OnTheWire_LeavesTheNodeAnswering()
    {
        await using var tap = new LinkTap(_link);
        await using var node = await StartAsync(_link);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);
        await SettledAsync(tap, "station");
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var noise = new byte[random.Next(0, 20000)];
            random.NextBytes(noise);
            tap.Send(noise);
        }

        // Some of the noise may have pushed this out of the node's socket: it is asked again until it is answered.
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var asked = AskAsync(tap, asking.Token);
        await tap.NextAsync("answer", message => message.IsResponse && message.Answers.Contains(Messages.Pointer("station")), context.CancellationToken);
        await asking.CancelAsync();
        await asked;
    }

    private static async Task AskAsync(LinkTap tap, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            do
            {
                tap.Send(Messages.Query(TypeQuestion));
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The answer has come.
        }
    }

    private async Task SettledAsync(LinkTap tap, string instance)
    {
        for (var announcements = 0; announcements < 2; announcements++)
        {
            await tap.NextAsync(
                $"announcement of {instance}",
                message => message.IsResponse && message.Answers.Contains(Messages.Pointer(instance)),
                context.CancellationToken);
        }
    }

    private async Task<MulticastDnsNode> StartAsync(MulticastLink link)
    {
        var node = new MulticastDnsNode(link, log: context.WriteLine);
        await node.StartAsync(context.CancellationToken);
        return node;
    }
}
