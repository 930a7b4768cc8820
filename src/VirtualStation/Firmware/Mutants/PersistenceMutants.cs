using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Storage;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the peer store.</summary>
internal static class PersistenceMutants
{
    internal sealed class LostOnKill() : Mutant(
        "lost-on-kill", "The group is saved only when the station shuts down gracefully: a power failure loses it.", tests: "RestartTests")
    {
        public override IPeerStore Store(IPeerStore store, string path) => new SaveOnStop(store, Lifecycle);

        private sealed class SaveOnStop : PeerStoreDecorator
        {
            private IReadOnlyList<StoredPeer>? _unsaved;

            public SaveOnStop(IPeerStore inner, StationLifecycle lifecycle)
                : base(inner) => lifecycle.OnStopped(() =>
                {
                    if (_unsaved is { } peers)
                    {
                        Inner.Save(peers);
                    }
                });

            public override void Save(IReadOnlyList<StoredPeer> peers) => _unsaved = peers;
        }
    }

    internal sealed class StoredLate() : Mutant(
        "stored-late", "To reduce flash wear, the file is written some seconds after the response: a restart within that time loses the change.",
        tests: "RestartTests")
    {
        private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

        public override IPeerStore Store(IPeerStore store, string path) => new DelayedStore(store, Lifecycle);

        private sealed class DelayedStore(IPeerStore inner, StationLifecycle lifecycle) : PeerStoreDecorator(inner)
        {
            public override void Save(IReadOnlyList<StoredPeer> peers) => _ = SaveLaterAsync(peers);

            private async Task SaveLaterAsync(IReadOnlyList<StoredPeer> peers)
            {
                try
                {
                    await Task.Delay(Delay, lifecycle.Stopping);
                    Inner.Save(peers);
                }
                catch (OperationCanceledException)
                {
                    // The station stopped within the delay, and the change is lost as intended.
                }
            }
        }
    }

    internal sealed class HalfWrittenFile() : Mutant(
        "half-written-file", "The file is overwritten in place and flushed at shutdown: until then only half of it is on the disk.", tests: "RestartTests")
    {
        public override IPeerStore Store(IPeerStore store, string path) => new UnflushedStore(store, path, Lifecycle);

        private sealed class UnflushedStore : PeerStoreDecorator
        {
            private readonly string _path;
            private byte[]? _content;

            public UnflushedStore(IPeerStore inner, string path, StationLifecycle lifecycle)
                : base(inner)
            {
                _path = path;
                lifecycle.OnStopped(() =>
                {
                    if (_content is { } content)
                    {
                        File.WriteAllBytes(path, content);
                    }
                });
            }

            public override void Save(IReadOnlyList<StoredPeer> peers)
            {
                Inner.Save(peers);
                _content = File.ReadAllBytes(_path);
                File.WriteAllBytes(_path, _content[..(_content.Length / 2)]);
            }
        }
    }

    internal sealed class LoadedTwice() : Mutant(
        "loaded-twice", "Two components load the file at boot, and both append to the same list.", tests: "RestartTests")
    {
        public override IPeerStore Store(IPeerStore store, string path) => new TwiceLoadedStore(store);

        private sealed class TwiceLoadedStore(IPeerStore inner) : PeerStoreDecorator(inner)
        {
            public override IReadOnlyList<StoredPeer> Load() => [.. Inner.Load(), .. Inner.Load()];
        }
    }

    internal sealed class AllRowsSaved() : Mutant(
        "all-rows-saved", "The complete list is saved instead of the group: after a restart all discovered stations are joined.", tests: "RestartTests")
    {
        private IPeerStore? _store;

        public override IPeerStore Store(IPeerStore store, string path) => _store = new LockedStore(store);

        public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new SavesAllRows(registry, _store!);

        // EndSweep below saves outside the lock of the inner registry.
        private sealed class LockedStore(IPeerStore inner) : PeerStoreDecorator(inner)
        {
            private readonly Lock _lock = new();

            public override void Save(IReadOnlyList<StoredPeer> peers)
            {
                lock (_lock)
                {
                    Inner.Save(peers);
                }
            }
        }

        private sealed class SavesAllRows(IPeerRegistry inner, IPeerStore store) : PeerRegistryDecorator(inner)
        {
            public override void EndSweep()
            {
                Inner.EndSweep();
                store.Save([.. Peers.Where(peer => !peer.IsLocal).Select(peer => new StoredPeer(peer.Id, peer.Host))]);
            }
        }
    }
}
