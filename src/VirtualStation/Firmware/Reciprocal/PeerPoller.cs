using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Reciprocal;

/// <summary>Follows the joined peers: reads their <c>/status</c> and <c>/config</c> for the peer list.</summary>
internal sealed class PeerPoller(
    IPeerRegistry registry, PeerAddressResolver addresses, GroupSettings group, PeerHttpClient http, FirmwareIntervals intervals, LineLog log)
{
    private const int MaximumDepth = 16;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var connections = new Dictionary<string, Connection>();
        for (; ; await Task.Delay(intervals.PeerCheck, cancellationToken))
        {
            var hosts = registry.Peers.Where(peer => peer.IsJoinedPeer).Select(peer => peer.Host).ToHashSet();
            foreach (var host in connections.Keys.Except(hosts).ToList())
            {
                connections.Remove(host);
            }

            foreach (var host in hosts)
            {
                if (!connections.TryGetValue(host, out var connection))
                {
                    connections[host] = connection = new Connection();
                }

                Check(host, connection, cancellationToken);
            }
        }
    }

    private void Check(string host, Connection connection, CancellationToken cancellationToken)
    {
        if (connection.HasAnswered && Stopwatch.GetElapsedTime(connection.LastSeen) > intervals.Heartbeat(group.HeartbeatSeconds))
        {
            registry.OnUnreachable(host);
        }

        var delay = connection.Failures == 0 ? intervals.PeerRefresh : intervals.PeerBackoff(connection.Failures);
        if (connection.Request.IsCompleted && (connection.LastAttempt == 0 || Stopwatch.GetElapsedTime(connection.LastAttempt) >= delay))
        {
            connection.LastAttempt = Stopwatch.GetTimestamp();
            connection.Request = ReadAsync(host, connection, cancellationToken);
        }
    }

    private async Task ReadAsync(string host, Connection connection, CancellationToken cancellationToken)
    {
        string error;
        try
        {
            if (addresses.Resolve(host, out error) is { } address)
            {
                var status = await GetAsync(new Uri(address, "status"), cancellationToken);
                var config = await GetAsync(new Uri(address, "config"), cancellationToken);
                connection.Failures = 0;
                connection.LastSeen = Stopwatch.GetTimestamp();
                registry.OnFollowed(host, ToPeer(status, config));
                return;
            }

            if (!IPAddress.TryParse(HostAndPort.Parse(host).Host, out var literal) || literal.AddressFamily != AddressFamily.InterNetwork)
            {
                await Task.Delay(intervals.NameResolution, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            error = failure.Message;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        log.Write($"[LoadSharing] Following {host} failed: {error}");
        connection.Failures++;
        if (!connection.HasAnswered)
        {
            registry.OnUnreachable(host);
        }
    }

    private async Task<JsonElement> GetAsync(Uri url, CancellationToken cancellationToken) =>
        JsonText.FirstValue(await http.Client.GetByteArrayAsync(url, cancellationToken), MaximumDepth) is { ValueKind: JsonValueKind.Object } document
            ? document
            : throw new HttpRequestException($"{url} did not return a JSON object");

    private static FollowedPeer ToPeer(JsonElement status, JsonElement config)
    {
        return new FollowedPeer(
            Text("wifi_serial").ToLowerInvariant(),
            Text("hostname"),
            new PeerStatus(
                Number(status, "amp"), Number(status, "voltage"), Number(status, "pilot"), Number(status, "vehicle"), Number(status, "state"),
                Number(config, "min_current_hard"), Number(config, "max_current_soft")));

        string Text(string name) => config.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

        static double Number(JsonElement document, string name) => document.TryGetProperty(name, out var value) ? JsonText.ToNumber(value) : 0;
    }

    private sealed class Connection
    {
        public Task Request { get; set; } = Task.CompletedTask;

        /// <summary>The timestamp of the last request; 0 before the first.</summary>
        public long LastAttempt { get; set; }

        /// <summary>The timestamp of the last answer; 0 before the first.</summary>
        public long LastSeen { get; set; }

        public bool HasAnswered => LastSeen != 0;

        /// <summary>The number of failures since the last answer.</summary>
        public int Failures { get; set; }
    }
}
