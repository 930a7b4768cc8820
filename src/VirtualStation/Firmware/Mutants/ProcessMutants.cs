using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants that crash or hang the process.</summary>
internal static class ProcessMutants
{
    internal sealed class CrashOnDelete() : Mutant(
        "crash-on-delete", "Deleting a host that is not listed dereferences a null pointer.", tests: "DeletePeerTests")
    {
        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => registry.WithRemove(host =>
        {
            if (registry.Peers.All(peer => peer.Host != host) && !registry.IsLocal(host))
            {
                Lifecycle.Kill();
            }

            return registry.Remove(host);
        });
    }

    internal sealed class HangOnDuplicate() : Mutant(
        "hang-on-duplicate", "Adding a host that is already joined takes a lock twice: the request is never answered.", tests: "AddPeerTests")
    {
        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates) => request =>
            request.ReadAdd() is { } add && registry.Peers.Any(peer => peer.IsJoinedPeer && peer.Host == add.Host)
                ? ApiResponse.Never
                : handler(request);
    }

    internal sealed class DiscoverLeaks() : Mutant(
        "discover-leaks", "Each discover leaks a socket: without free file descriptors the station answers no request.", tests: "DiscoveryTests")
    {
        private const int FileDescriptors = 64;

        public override ApiHandler Handler(ApiHandler handler, IPeerRegistry registry, IReciprocalUpdates updates)
        {
            var open = 0;
            return request =>
            {
                var current = request.IsDiscover() ? Interlocked.Increment(ref open) : Volatile.Read(ref open);
                return current > FileDescriptors ? ApiResponse.Never : handler(request);
            };
        }
    }
}
