using Microsoft.Extensions.Time.Testing;

namespace MulticastDns.Tests.Wire;

[TestClass]
public sealed class NodeTests(TestContext context)
{
    private readonly MulticastLink _link = TestLinks.Next();

    [TestMethod]
    public async Task Browse_StationOfOtherNode_ReturnsResolvedInstance()
    {
        await using var publisher = await _link.StartNodeAsync(context);
        await using var browser = await _link.StartNodeAsync(context);
        await using var service = await publisher.PublishAsync(Profiles.Station("Dr. No's 1.2", 8001, host: "station"), context.CancellationToken);

        var found = await FirstAsync(browser, Profiles.Type);

        var expected = new ServiceInstance(
            "Dr. No's 1.2", "_openevse._tcp", "station", 8001, [IPAddress.Loopback], new Dictionary<string, string> { ["ID"] = "1", ["type"] = "native" });
        Assert.AreEqual(expected, found);
    }

    [TestMethod]
    public async Task Browse_StationWithTwoAddresses_ReturnsIPv4First()
    {
        await using var node = await _link.StartNodeAsync(context);
        await using var service = await node.PublishAsync(
            Profiles.Station("station") with { Addresses = [IPAddress.IPv6Loopback, IPAddress.Loopback] }, context.CancellationToken);

        var found = await FirstAsync(node, Profiles.Type);

        CollectionAssert.AreEqual((IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback], found.Addresses.ToArray());
    }

    [TestMethod]
    public async Task Watch_EightNodes_FindEachStationOnce()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _link.StartNodeAsync(context)));
        var names = nodes.Select((_, i) => $"station-{i}").ToList();
        await Task.WhenAll(nodes.Select((node, i) => node.PublishAsync(Profiles.Station(names[i], 8000 + i), context.CancellationToken)));
        foreach (var node in nodes)
        {
            var missing = names.ToHashSet();
            await foreach (var change in node.WatchAsync(Profiles.Type, context.CancellationToken))
            {
                Assert.AreEqual(ServiceEventKind.Found, change.Kind);
                Assert.IsTrue(missing.Remove(change.Instance.Instance), $"Found {change.Instance.Instance} twice.");
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
    public async Task Dispose_Service_IsRemovedFromOtherNodes()
    {
        await using var publisher = await _link.StartNodeAsync(context);
        await using var browser = await _link.StartNodeAsync(context);
        await using var events = new EventReader(browser, Profiles.Type, context.CancellationToken);
        var service = await publisher.PublishAsync(Profiles.Station("station"), context.CancellationToken);
        await events.WaitAsync(ServiceEventKind.Found, "station");

        await service.DisposeAsync();

        await events.WaitAsync(ServiceEventKind.Removed, "station");
    }

    [TestMethod]
    public async Task Dispose_Service_CancelsNameLost()
    {
        await using var node = await _link.StartNodeAsync(context);
        var service = await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);

        await service.DisposeAsync();

        Assert.IsTrue(service.NameLost.IsCanceled);
    }

    [TestMethod]
    public async Task Dispose_NodeWithTwoServices_SendsGoodbyeForBoth()
    {
        await using var socket = new LinkSocket(_link);
        var node = await _link.StartNodeAsync(context);
        await node.PublishAsync(Profiles.Station("one"), context.CancellationToken);
        await node.PublishAsync(Profiles.Station("two"), context.CancellationToken);

        await node.DisposeAsync();

        var goodbye = await socket.WaitAsync("a goodbye", message => message.Answers.Any(record => record.Ttl == 0), context.CancellationToken);
        Assert.Contains(Messages.Pointer("one", ttl: 0), goodbye.Answers);
        Assert.Contains(Messages.Pointer("two", ttl: 0), goodbye.Answers);
    }

    [TestMethod]
    public async Task Dispose_Node_EndsEnumerations()
    {
        var node = await _link.StartNodeAsync(context);
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
    public async Task Publish_NameOfOtherNode_Throws()
    {
        await using var owner = await _link.StartNodeAsync(context);
        await using var node = await _link.StartNodeAsync(context);
        await using var service = await owner.PublishAsync(Profiles.Station("station", 8000), context.CancellationToken);

        // It has answered once: the first answer, which it compiles, could come after the last probe.
        await using var events = new EventReader(node, Profiles.Type, context.CancellationToken);
        await events.WaitAsync(ServiceEventKind.Found, "station");

        var conflict = await Assert.ThrowsExactlyAsync<ServiceNameConflictException>(
            () => node.PublishAsync(Profiles.Station("station", 8001), context.CancellationToken));

        Assert.AreEqual("station._openevse._tcp.local", conflict.Name);
        Assert.IsFalse(service.NameLost.IsCompleted);
    }

    [TestMethod]
    public async Task Publish_SameNameSimultaneously_OneNodeKeepsIt()
    {
        await using var first = await _link.StartNodeAsync(context);
        await using var second = await _link.StartNodeAsync(context);

        var published = await Task.WhenAll(((MulticastDnsNode[])[first, second]).Select(async (node, i) =>
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

        // On a busy machine both may be announced before one receives a probe of the other; the conflict is resolved later.
        var namesLost = published.OfType<PublishedService>().Select(service => service.NameLost).ToList();
        Assert.IsNotEmpty(namesLost);
        if (namesLost.Count == 2)
        {
            namesLost.Remove(await Task.WhenAny(namesLost).WaitAsync(TimeSpan.FromSeconds(20), context.CancellationToken));
        }

        Assert.IsFalse(namesLost.Single().IsCompleted);
    }

    [TestMethod]
    public async Task Publish_AfterGoodbyeForSameName_Succeeds()
    {
        await using var node = await _link.StartNodeAsync(context);
        for (var port = 8000; port < 8003; port++)
        {
            await using var service = await node.PublishAsync(Profiles.Station("station", port), context.CancellationToken);
            Assert.AreEqual(port, service.Profile.Port);
        }
    }

    [TestMethod]
    public async Task NameLost_OtherNodeDefendsTheName_Completes()
    {
        await using var socket = new LinkSocket(_link);
        await using var node = await _link.StartNodeAsync(context);
        await using var service = await node.PublishAsync(Profiles.Station("station"), context.CancellationToken);

        socket.Send(Messages.Response(Messages.Service("station", 4711)));
        await socket.WaitAsync("a probe", message => message.IsProbe, context.CancellationToken);
        socket.Send(Messages.Response(Messages.Service("station", 4711)));

        var conflict = await service.NameLost.WaitAsync(TimeSpan.FromSeconds(20), context.CancellationToken);
        Assert.Contains("other Srv data", conflict.Message);
    }

    [TestMethod]
    public async Task Publish_BeforeStart_Throws()
    {
        await using var node = new MulticastDnsNode(_link);

        var exception = await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => node.PublishAsync(Profiles.Station("station"), context.CancellationToken));

        Assert.Contains("await StartAsync first", exception.Message);
    }

    [TestMethod]
    public async Task Publish_Canceled_ReleasesTheName()
    {
        // A clock that stands still, so that the service is not announced.
        await using var node = new MulticastDnsNode(_link, new FakeTimeProvider());
        await node.StartAsync(context.CancellationToken);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var publishing = node.PublishAsync(Profiles.Station("station", 8000), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => publishing);
        Assert.IsFalse(node.PublishAsync(Profiles.Station("station", 8001), context.CancellationToken).IsFaulted, "The name must be available again.");
    }

    [TestMethod]
    public async Task Start_UnknownInterface_ThrowsWithTheValidAddresses()
    {
        await using var node = new MulticastDnsNode(_link with { Interface = IPAddress.Parse("203.0.113.77") });

        var exception = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => node.StartAsync(context.CancellationToken));

        Assert.Contains("203.0.113.77", exception.Message);
        Assert.Contains("127.0.0.1", exception.Message);
    }

    [TestMethod]
    public async Task Browse_NoStations_EndsAfterTimeout()
    {
        await using var node = await _link.StartNodeAsync(context);

        await foreach (var found in node.BrowseAsync(Profiles.Type, TimeSpan.FromMilliseconds(50), context.CancellationToken))
        {
            Assert.Fail($"Expected no instance, found {found}.");
        }
    }

    [TestMethod]
    public async Task Browse_InvalidType_ThrowsBeforeEnumeration()
    {
        await using var node = await _link.StartNodeAsync(context);

        Assert.ThrowsExactly<ArgumentException>(() => node.BrowseAsync("openevse", TimeSpan.FromSeconds(1), context.CancellationToken));
    }

    [TestMethod]
    public async Task Watch_InvalidType_ThrowsBeforeEnumeration()
    {
        await using var node = await _link.StartNodeAsync(context);

        Assert.ThrowsExactly<ArgumentException>(() => node.WatchAsync("openevse", context.CancellationToken));
    }

    private async Task<ServiceInstance> FirstAsync(MulticastDnsNode node, string type)
    {
        await foreach (var found in node.BrowseAsync(type, TimeSpan.FromSeconds(20), context.CancellationToken))
        {
            return found;
        }

        throw new AssertFailedException($"Expected an instance of {type} within 20 s.");
    }
}
