using MulticastDns.Tests.Support;

namespace MulticastDns.Tests.Wire;

[TestClass]
public sealed class OtherProcessTests(TestContext context)
{
    private readonly MulticastLink _link = TestLinks.Next();

    [TestMethod]
    public async Task Processes_OnOneLink_SeeEachOtherComeAndGo()
    {
        await using var node = new MulticastDnsNode(_link, log: context.WriteLine);
        await node.StartAsync(context.CancellationToken);
        await using var events = new EventReader(node, Profiles.Type, context.CancellationToken);
        await using (await OtherProcess.StartAsync(_link, "one", 8001, context.CancellationToken))
        {
            await using (await OtherProcess.StartAsync(_link, "two", 8002, context.CancellationToken))
            {
                Assert.AreEqual(8001, (await events.NextAsync(ServiceEventKind.Found, "one")).Port);
                Assert.AreEqual(8002, (await events.NextAsync(ServiceEventKind.Found, "two")).Port);
            }

            await events.NextAsync(ServiceEventKind.Removed, "two");
        }

        await events.NextAsync(ServiceEventKind.Removed, "one");
    }

    [TestMethod]
    public async Task Publish_NameHeldByAnotherProcess_Throws()
    {
        await using var holder = await OtherProcess.StartAsync(_link, "station", 8001, context.CancellationToken);
        await using var node = new MulticastDnsNode(_link, log: context.WriteLine);
        await node.StartAsync(context.CancellationToken);

        await Assert.ThrowsExactlyAsync<ServiceNameConflictException>(() => node.PublishAsync(Profiles.Station("station", 8002), context.CancellationToken));
    }
}
