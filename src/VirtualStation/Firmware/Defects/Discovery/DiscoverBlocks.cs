using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class DiscoverBlocks() : Defect("discover-blocks", "The handler of discover waits for the discovery, and answers when it is over.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new Sweeps(registry);

    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier)
    {
        var sweeps = (Sweeps)registry;
        return call =>
        {
            var next = sweeps.Next;
            var reply = answer(call);
            return call.IsDiscover() ? reply with { HeldBack = next } : reply;
        };
    }

    private sealed class Sweeps(IPeerRegistry sound) : Registry(sound)
    {
        private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _running;

        /// <summary>Done at the end of the next sweep that begins.</summary>
        public Task Next => _next.Task;

        public override void BeginSweep()
        {
            _running = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Sound.BeginSweep();
        }

        public override void EndSweep()
        {
            Sound.EndSweep();
            _running?.SetResult();
        }
    }
}
