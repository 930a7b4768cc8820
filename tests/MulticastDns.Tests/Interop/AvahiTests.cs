using MulticastDns.Tests.Wire;

namespace MulticastDns.Tests.Interop;

/// <summary>Tests with Avahi on the loopback interface. Each test has a service type of its own.</summary>
[TestClass]
public sealed class AvahiTests(TestContext context) : IAsyncDisposable
{
    private static int _types;

    private readonly string _type = $"_t{Environment.ProcessId}-{Interlocked.Increment(ref _types)}._tcp";

    private readonly MulticastDnsNode _node = new(MulticastLink.Loopback, log: context.WriteLine);

    [TestInitialize]
    public async Task StartAsync()
    {
        await Avahi.RequireAsync(context.CancellationToken);
        await _node.StartAsync(context.CancellationToken);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [TestMethod]
    public async Task AvahiBrowse_PublishedService_IsResolved()
    {
        await using var browse = new CommandLineTool("avahi-browse", "--resolve", "--parsable", _type);
        await using var service = await _node.PublishAsync(Station("Dr. No 1.2", 8001), context.CancellationToken);

        var found = await browse.WaitForOutputAsync(line => line.StartsWith("=;lo;IPv4;", StringComparison.Ordinal), context.CancellationToken);

        Assert.AreEqual($"""=;lo;IPv4;Dr\.\032No\0321\.2;{_type};local;mdns-test-8001.local;127.0.0.1;8001;"id=1" "type=native" """.TrimEnd(), Sorted(found));
    }

    [TestMethod]
    public async Task AvahiBrowse_ServiceDisposed_IsRemoved()
    {
        await using var browse = new CommandLineTool("avahi-browse", "--resolve", "--parsable", _type);
        var service = await _node.PublishAsync(Station("Dr. No 1.2", 8001), context.CancellationToken);
        await browse.WaitForOutputAsync(line => line.StartsWith("=;lo;IPv4;", StringComparison.Ordinal), context.CancellationToken);

        await service.DisposeAsync();

        var removed = await browse.WaitForOutputAsync(line => line.StartsWith('-'), context.CancellationToken);
        Assert.AreEqual($@"-;lo;IPv4;Dr\.\032No\0321\.2;{_type};local", removed);
    }

    [TestMethod]
    public async Task Watch_ServiceOfAvahi_IsFound()
    {
        await using var events = new EventReader(_node, _type, context.CancellationToken);
        await using var publish = new CommandLineTool("avahi-publish", "--service", "Dr. No 1.2", _type, "8002", "id=é", "flag");

        var found = await events.WaitAsync(ServiceEventKind.Found, "Dr. No 1.2");

        Assert.AreEqual(8002, found.Port);
        Assert.Contains(IPAddress.Loopback, found.Addresses);
        Assert.AreEqual("é", found.Text["id"]);
        Assert.AreEqual("", found.Text["flag"]);
    }

    [TestMethod]
    public async Task Watch_AvahiStopsPublishing_ServiceIsRemoved()
    {
        await using var events = new EventReader(_node, _type, context.CancellationToken);
        await using (new CommandLineTool("avahi-publish", "--service", "Dr. No 1.2", _type, "8002"))
        {
            await events.WaitAsync(ServiceEventKind.Found, "Dr. No 1.2");
        }

        await events.WaitAsync(ServiceEventKind.Removed, "Dr. No 1.2");
    }

    [TestMethod]
    public async Task Publish_NameOfAvahi_Throws()
    {
        await using var publish = new CommandLineTool("avahi-publish", "--service", "station", _type, "8003");
        await publish.WaitForErrorAsync(line => line.StartsWith("Established", StringComparison.Ordinal), context.CancellationToken);

        await Assert.ThrowsExactlyAsync<ServiceNameConflictException>(() => _node.PublishAsync(Station("station", 8004), context.CancellationToken));
    }

    [TestMethod]
    public async Task AvahiPublish_PublishedName_ChoosesOtherName()
    {
        await using var service = await _node.PublishAsync(Station("station", 8005), context.CancellationToken);
        await using var publish = new CommandLineTool("avahi-publish", "--service", "station", _type, "8006");

        await publish.WaitForErrorAsync(line => line.Contains("'station #2'", StringComparison.Ordinal), context.CancellationToken);

        Assert.IsFalse(service.NameLost.IsCompleted);
    }

    [TestMethod]
    public async Task AvahiResolve_PublishedHost_ReturnsItsAddress()
    {
        await using var service = await _node.PublishAsync(Station("station", 8007), context.CancellationToken);

        var (exitCode, output, error) = await CommandLineTool.RunAsync("avahi-resolve", ["--name", "-4", "mdns-test-8007.local"], context.CancellationToken);

        Assert.AreEqual(0, exitCode, error);
        Assert.AreEqual("mdns-test-8007.local\t127.0.0.1", output);
    }

    private static string Sorted(string line)
    {
        var fields = line.Split(';');
        fields[^1] = string.Join(' ', fields[^1].Split(' ').Order(StringComparer.Ordinal));
        return string.Join(';', fields);
    }

    private ServiceProfile Station(string instance, int port) =>
        Profiles.Station(instance, port, host: $"mdns-test-{port}") with { Type = _type };
}
