using System.Net;
using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Wire;

[TestClass]
public sealed class NodeTests(TestContext context)
{
    private readonly MulticastLink _link = TestLinks.Next();

    [TestMethod]
    public async Task Browse_StationOfAnotherNode_IsYieldedResolved()
    {
        await using var publisher = await StartAsync();
        await using var browser = await StartAsync();
        await using var service = await publisher.PublishAsync(Profiles.Station("Dr. No's 1.2", 8001, host: "station"), context.CancellationToken);

        var found = await FirstAsync(browser, Profiles.Type);

        var expected = new ServiceInstance(
            "Dr. No's 1.2", "_openevse._tcp", "station", 8001, [IPAddress.Loopback], new Dictionary<string, string> { ["ID"] = "1", ["type"] = "native" });
        Assert.AreEqual(expected, found);
    }

    [TestMethod]
    public async Task Browse_StationWithIPv6Address_HasBothAddresses()
    {
        await using var node = await StartAsync();
        await using var service = await node.PublishAsync(
            Profiles.Station("station") with { Addresses = [IPAddress.IPv6Loopback, IPAddress.Loopback] }, context.CancellationToken);

        var found = await FirstAsync(node, Profiles.Type);

        CollectionAssert.AreEqual((IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback], found.Addresses.ToArray());
    }

    [TestMethod]
    public async Task Watch_EightNodes_SeeExactlyEachOther()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync()));
        var names = nodes.Select((_, i) => $"station-{i}").ToList();
        await Task.WhenAll(nodes.Select((node, i) => node.PublishAsync(Profiles.Station(names[i], 8000 + i), context.CancellationToken)));
        foreach (var node in nodes)
        {
            var missing = names.ToHashSet();
            await foreach (var change in node.WatchAsync(Profiles.Type, context.CancellationToken))
            {
                Assert.AreEqual(ServiceEventKind.Found, change.Kind);
                Assert.IsTrue(missing.Remove(change.Instance.Instance), $"{change.Instance.Instance} once");
                if (missing.Count == 0)
                {
                    break;
                }
            }
        }

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task Dispose_OfTheService_IsRemovedElsewhere()
    {
        await using var publisher = await StartAsync();
        await using var browser = await StartAsync();
        await using var events = new EventReader(browser, Profiles.Type, context.CancellationToken);
        var service = await publisher.PublishAsync(Profiles.Station("station"), context.CancellationToken);
        await events.NextAsync(ServiceEventKind.Found, "station");

        await service.DisposeAsync();

        await events.NextAsync(ServiceEventKind.Removed, "station");
        Assert.IsTrue(service.NameLost.IsCanceled);
    }

    [TestMethod]
    public async Task Dispose_OfTheNode_SaysGoodbyeForAll()
    {
        await using var tap = new LinkTap(_link);
        var node = await StartAsync();
        await node.PublishAsync(Profiles.Station("one"), context.CancellationToken);
        await node.PublishAsync(Profiles.Station("two"), context.CancellationToken);

        await node.DisposeAsync();

        var goodbye = await tap.NextAsync("goodbye", message => message.Answers.Any(record => record.Ttl == 0), context.CancellationToken);
        Assert.Contains(Messages.Pointer("one", ttl: 0), goodbye.Answers);
        Assert.Contains(Messages.Pointer("two", ttl: 0), goodbye.Answers);
    }

    [TestMethod]
    public async Task Dispose_OfTheNode_EndsItsEnumerations()
    {
        var node = await StartAsync();
        var events = new List<ServiceEvent>();
        var reading = Task.Run(
            async () =>
            {
                await foreach (var change in node.WatchAsync(Profiles.Type, context.CancellationToken))
                {
                    events.Add(change);
                    await node.DisposeAsync();
                }
            },
            context.CancellationToken);
        await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);

        await reading;

        Assert.HasCount(1, events);
    }

    [TestMethod]
    public async Task Publish_NameHeldByAnotherNode_Throws()
    {
        await using var holder = await StartAsync();
        await using var late = await StartAsync();
        await using var service = await holder.PublishAsync(Profiles.Station("station", 8000), context.CancellationToken);

        var conflict = await Assert.ThrowsExactlyAsync<ServiceNameConflictException>(
            () => late.PublishAsync(Profiles.Station("station", 8001), context.CancellationToken));

        Assert.AreEqual("station._openevse._tcp.local", conflict.Name);
        Assert.IsFalse(service.NameLost.IsCompleted);
    }

    [TestMethod]
    public async Task Publish_SameNameAtOnce_OneOfTwoKeepsIt()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();

        var published = await Task.WhenAll(((MulticastDnsNode[])[one, other]).Select(async (node, i) =>
        {
            try
            {
                return await node.PublishAsync(Profiles.Station("station", 8000 + i), context.CancellationToken);
            }
            catch (ServiceNameConflictException)
            {
                return null;
            }
        }));

        // On a machine too busy for probes to meet, both are announced, and the conflict is settled after that.
        var losses = published.OfType<PublishedService>().Select(service => service.NameLost).ToList();
        Assert.IsNotEmpty(losses);
        if (losses.Count == 2)
        {
            losses.Remove(await Task.WhenAny(losses).WaitAsync(TimeSpan.FromSeconds(20), context.CancellationToken));
        }

        Assert.IsFalse(losses.Single().IsCompleted);
    }

    [TestMethod]
    public async Task Publish_AfterGoodbyeOfTheSameName_IsFine()
    {
        await using var node = await StartAsync();
        for (var port = 8000; port < 8003; port++)
        {
            await using var service = await node.PublishAsync(Profiles.Station("station", port), context.CancellationToken);
            Assert.AreEqual(port, service.Profile.Port);
        }
    }

    [TestMethod]
    public async Task NameLost_AnotherDefendsTheNameLater_IsCompleted()
    {
        await using var tap = new LinkTap(_link);
        await using var node = await StartAsync();
        await using var service = await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);

        tap.Send(Messages.Response(Messages.Service("station", 4711)));
        await tap.NextAsync("renewed probe", message => !message.Authorities.IsEmpty, context.CancellationToken);
        tap.Send(Messages.Response(Messages.Service("station", 4711)));

        var conflict = await service.NameLost.WaitAsync(TimeSpan.FromSeconds(20), context.CancellationToken);
        Assert.Contains("other Srv data", conflict.Message);
    }

    [TestMethod]
    public async Task Publish_BeforeStart_SaysWhatToDo()
    {
        await using var node = new MulticastDnsNode(_link);

        var refusal = await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => node.PublishAsync(Profiles.Station("station"), context.CancellationToken));

        Assert.Contains("await StartAsync first", refusal.Message);
    }

    [TestMethod]
    public async Task Publish_Cancelled_IsTakenBack()
    {
        await using var node = new MulticastDnsNode(_link, new StoppedClock());
        await node.StartAsync(context.CancellationToken);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var publishing = node.PublishAsync(Profiles.Station("station", 8000), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => publishing);
        Assert.IsFalse(node.PublishAsync(Profiles.Station("station", 8001), context.CancellationToken).IsFaulted, "the name is free again");
    }

    [TestMethod]
    public async Task Start_InterfaceThatIsNotThere_NamesItAndTheOthers()
    {
        await using var node = new MulticastDnsNode(_link with { Interface = IPAddress.Parse("203.0.113.77") });

        var refusal = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => node.StartAsync(context.CancellationToken));

        Assert.Contains("203.0.113.77", refusal.Message);
        Assert.Contains("127.0.0.1", refusal.Message);
    }

    [TestMethod]
    public async Task Browse_NobodyThere_EndsAtTheTimeOut()
    {
        await using var node = await StartAsync();

        await foreach (var found in node.BrowseAsync(Profiles.Type, TimeSpan.FromMilliseconds(50), context.CancellationToken))
        {
            Assert.Fail($"found {found}");
        }
    }

    [TestMethod]
    public async Task Browse_TypeThatIsNone_IsRefusedBeforeEnumeration()
    {
        await using var node = await StartAsync();

        Assert.ThrowsExactly<ArgumentException>(() => node.BrowseAsync("openevse", TimeSpan.FromSeconds(1), context.CancellationToken));
        Assert.ThrowsExactly<ArgumentException>(() => node.WatchAsync("openevse", context.CancellationToken));
    }

    private async Task<MulticastDnsNode> StartAsync()
    {
        var node = new MulticastDnsNode(_link, log: context.WriteLine);
        await node.StartAsync(context.CancellationToken);
        return node;
    }

    private async Task<ServiceInstance> FirstAsync(MulticastDnsNode node, string type)
    {
        await foreach (var found in node.BrowseAsync(type, TimeSpan.FromSeconds(20), context.CancellationToken))
        {
            return found;
        }

        throw new AssertFailedException($"no {type} within 20 s");
    }
}
