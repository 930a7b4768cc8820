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
            var end = sweeps.End;
            var reply = answer(call);
            return call.IsDiscover() ? reply with { HeldBack = end } : reply;
        };
    }

    private sealed class Sweeps(IPeerRegistry sound) : Registry(sound)
    {
        private TaskCompletionSource _end = New();

        /// <summary>Done at the end of the sweep that runs, or of the next one.</summary>
        public Task End => Volatile.Read(ref _end).Task;

        public override void EndSweep()
        {
            Sound.EndSweep();
            Interlocked.Exchange(ref _end, New()).SetResult();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
