using MulticastDns.Tests.Wire;

namespace MulticastDns.Tests.Interop;

/// <summary>Tests with Makaretu.Dns.Multicast, in two network namespaces that only a veth pair connects: no packet leaves the machine.</summary>
[TestClass]
public sealed class MakaretuTests(TestContext context) : IAsyncDisposable
{
    private readonly string _publisherNamespace = $"mdns-tests-{Environment.ProcessId}-1";
    private readonly string _browserNamespace = $"mdns-tests-{Environment.ProcessId}-2";

    [TestInitialize]
    public async Task CreateNamespacesAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("Network namespaces require Linux and root.");
        }

        await IpAsync("netns", "add", _publisherNamespace);
        await IpAsync("netns", "add", _browserNamespace);
        await IpAsync("link", "add", "mdns0", "netns", _publisherNamespace, "type", "veth", "peer", "name", "mdns0", "netns", _browserNamespace);
        foreach (var (network, address) in ((string, string)[])[(_publisherNamespace, "10.99.0.1/24"), (_browserNamespace, "10.99.0.2/24")])
        {
            await IpAsync("-n", network, "address", "add", address, "dev", "mdns0");
            await IpAsync("-n", network, "link", "set", "mdns0", "up");

            // Makaretu sends its queries by the routing table.
            await IpAsync("-n", network, "route", "add", "224.0.0.0/4", "dev", "mdns0");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var network in (string[])[_publisherNamespace, _browserNamespace])
        {
            if (File.Exists($"/run/netns/{network}"))
            {
                await CommandLineTool.RunAsync("ip", ["netns", "delete", network], CancellationToken.None);
            }
        }
    }

    [TestMethod]
    public async Task MakaretuBrowse_PublishedService_IsFound()
    {
        var link = MulticastLink.Loopback with { Interface = IPAddress.Parse("10.99.0.1") };
        await using var publisher = await PublisherProcess.StartAsync(
            link, "station", 8009, context.CancellationToken, "ip", "netns", "exec", _publisherNamespace);

        await using var browser = new CommandLineTool("ip", "netns", "exec", _browserNamespace, "dotnet", TestProgram.Path);

        await browser.WaitForOutputAsync(line => line == "station 8009", context.CancellationToken);
    }

    private async Task IpAsync(params string[] arguments)
    {
        var (exitCode, _, error) = await CommandLineTool.RunAsync("ip", arguments, context.CancellationToken);
        Assert.AreEqual(0, exitCode, $"ip {string.Join(' ', arguments)}: {error}");
    }
}
