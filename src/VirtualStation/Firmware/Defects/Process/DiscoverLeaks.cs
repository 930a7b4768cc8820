using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Process;

internal sealed class DiscoverLeaks() : Defect("discover-leaks", "Each discover leaves a socket open, and when there are no more descriptors the station answers nothing any more.")
{
    private const int Descriptors = 64;

    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier)
    {
        var open = 0;
        return call => (call.IsDiscover() ? Interlocked.Increment(ref open) : Volatile.Read(ref open)) > Descriptors ? HttpReply.Silence : answer(call);
    }
}
