using System.Collections.Concurrent;
using Makaretu.Dns;

namespace LoadSharing.Lab.Browsing;

/// <summary>Makaretu.Dns.Multicast, a browser that shares no code with the virtual stations.</summary>
/// <param name="timeout">How long answers are collected.</param>
internal sealed class MakaretuBrowser(TimeSpan timeout) : IServiceBrowser
{
    /// <inheritdoc />
    public string Name => "Makaretu.Dns.Multicast";

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation)
    {
        using var multicast = new MulticastService { UseIpv6 = false };
        using var discovery = new ServiceDiscovery(multicast);
        var servers = new ConcurrentDictionary<string, SRVRecord>();
        var texts = new ConcurrentDictionary<string, TXTRecord>();
        discovery.ServiceInstanceDiscovered += (_, found) =>
        {
            multicast.SendQuery(found.ServiceInstanceName, type: DnsType.SRV);
            multicast.SendQuery(found.ServiceInstanceName, type: DnsType.TXT);
        };
        multicast.AnswerReceived += (_, answer) =>
        {
            foreach (var record in answer.Message.Answers.Concat(answer.Message.AdditionalRecords).Where(record => record.TTL > TimeSpan.Zero))
            {
                if (record is SRVRecord server)
                {
                    servers[server.Name.ToString()] = server;
                }
                else if (record is TXTRecord text)
                {
                    texts[text.Name.ToString()] = text;
                }
            }
        };
        multicast.NetworkInterfaceDiscovered += (_, _) => discovery.QueryServiceInstances(IServiceBrowser.ServiceType);
        multicast.Start();

        // An mDNS query has no last answer; it ends by time.
        await Task.Delay(timeout, cancellation);
        return
        [
            .. servers.Values
                .Where(server => server.Name.ToString().Contains($".{IServiceBrowser.ServiceType}.", StringComparison.OrdinalIgnoreCase))
                .Select(server => new BrowseResult(
                    server.Name.Labels[0],
                    server.Target.Labels[0],
                    server.Port,
                    TextRecord.Parse(texts.TryGetValue(server.Name.ToString(), out var text) ? text.Strings : []))),
        ];
    }
}
