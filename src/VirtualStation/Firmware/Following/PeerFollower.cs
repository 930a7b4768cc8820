using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Following;

/// <summary>Follows all joined peers, in every role, and shows in the peer list what they send.</summary>
internal sealed class PeerFollower(IPeerRegistry registry, FollowingContext context)
{
    private readonly Dictionary<string, PeerConnection> _connections = [];

    /// <summary>The connections in the order of their hosts.</summary>
    public IReadOnlyList<PeerConnection> Connections { get; private set; } = [];

    /// <summary>Follows the peers that were joined, leaves those that were not, and updates their rows. Not thread-safe.</summary>
    public void Check(CancellationToken cancellationToken)
    {
        var rows = registry.Peers.Where(peer => peer.IsJoinedPeer).DistinctBy(peer => peer.Host).ToDictionary(peer => peer.Host);
        var left = _connections.Keys.Where(host => !rows.ContainsKey(host)).ToList();
        foreach (var host in left)
        {
            _connections.Remove(host, out var connection);
            connection!.Dispose();
        }

        var joined = rows.Keys.Where(host => !_connections.ContainsKey(host)).ToList();
        foreach (var host in joined)
        {
            _connections[host] = new PeerConnection(host, context, cancellationToken);
        }

        if (left.Count + joined.Count > 0)
        {
            Connections = [.. _connections.Values.OrderBy(connection => connection.Host, StringComparer.Ordinal)];
        }

        foreach (var connection in Connections)
        {
            Show(rows[connection.Host], connection);
        }
    }

    private void Show(PeerEntry row, PeerConnection connection)
    {
        var isOnline = connection.IsOnline;
        if (connection.Values is { } values && IsNews(row, values, isOnline))
        {
            registry.OnFollowed(row.Host, new FollowedPeer(values.Id, values.Name, values.Status, isOnline));
        }

        var error = connection.Values is null
            ? connection.HasFailed ? PeerEntry.Unreachable : PeerEntry.Connecting
            : connection.HasMessage ? PeerEntry.Stale : PeerEntry.Connecting;
        if (!isOnline && (row.IsOnline || row.Error != error))
        {
            registry.OnUnreachable(row.Host, error);
        }
    }

    private static bool IsNews(PeerEntry row, PeerValues values, bool isOnline) =>
        row.Status != values.Status || (isOnline && !row.IsOnline) || (values.Id.Length > 0 && (row.Id.Length == 0 || row.Name != values.Name));
}
