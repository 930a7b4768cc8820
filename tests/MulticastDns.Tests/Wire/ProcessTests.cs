namespace MulticastDns.Tests.Wire;

[TestClass]
public sealed class ProcessTests(TestContext context)
{
    private readonly MulticastLink _link = TestLinks.Next();

    [TestMethod]
    public async Task Watch_StationsOfTwoProcesses_AreFound()
    {
        await using var node = await _link.StartNodeAsync(context);
        await using var events = new EventReader(node, Profiles.Type, context.CancellationToken);

        await using var first = await PublisherProcess.StartAsync(_link, "first", 8001, context.CancellationToken);
        await using var second = await PublisherProcess.StartAsync(_link, "second", 8002, context.CancellationToken);

        Assert.AreEqual(8001, (await events.WaitAsync(ServiceEventKind.Found, "first")).Port);
        Assert.AreEqual(8002, (await events.WaitAsync(ServiceEventKind.Found, "second")).Port);
    }

    [TestMethod]
    public async Task Watch_ProcessExits_StationIsRemoved()
    {
        await using var node = await _link.StartNodeAsync(context);
        await using var events = new EventReader(node, Profiles.Type, context.CancellationToken);
        var process = await PublisherProcess.StartAsync(_link, "station", 8001, context.CancellationToken);
        await events.WaitAsync(ServiceEventKind.Found, "station");

        await process.DisposeAsync();

        await events.WaitAsync(ServiceEventKind.Removed, "station");
    }

    [TestMethod]
    public async Task Publish_NameOfAnotherProcess_Throws()
    {
        await using var owner = await PublisherProcess.StartAsync(_link, "station", 8001, context.CancellationToken);
        await using var node = await _link.StartNodeAsync(context);

        // It has answered once: the first answer, which it compiles, could come after the last probe.
        await using var events = new EventReader(node, Profiles.Type, context.CancellationToken);
        await events.WaitAsync(ServiceEventKind.Found, "station");

        await Assert.ThrowsExactlyAsync<ServiceNameConflictException>(() => node.PublishAsync(Profiles.Station("station", 8002), context.CancellationToken));
    }
}
