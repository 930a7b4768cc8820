using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class ConcurrentAddLost() : Defect("concurrent-add-lost", "Two requests at once read the same list, and the one that writes last wins.")
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self)
    {
        var inside = 0;
        return new RegistryWithAdd(registry, host =>
        {
            var place = Interlocked.Increment(ref inside);
            try
            {
                var isAlone = !SpinWait.SpinUntil(() => Volatile.Read(ref inside) > 1, Window);
                return isAlone || place > 1 ? registry.Add(host) : AddOutcome.Added;
            }
            finally
            {
                Interlocked.Decrement(ref inside);
            }
        });
    }
}
