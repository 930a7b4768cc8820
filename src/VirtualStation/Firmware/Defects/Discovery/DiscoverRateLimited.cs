using System.Diagnostics;
using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class DiscoverRateLimited() : Defect("discover-rate-limited", "A discover that comes soon after another is refused instead of being one with it.")
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier)
    {
        long? last = null;
        return call =>
        {
            if (!call.IsDiscover())
            {
                return answer(call);
            }

            var isEarly = last is { } earlier && Stopwatch.GetElapsedTime(earlier) < Pause;
            last = Stopwatch.GetTimestamp();
            return isEarly ? HttpReply.Message(429, "Discovery is running") : answer(call);
        };
    }
}
