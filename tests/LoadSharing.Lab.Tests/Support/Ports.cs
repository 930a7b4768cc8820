using System.Net.NetworkInformation;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>TCP ports of this machine.</summary>
internal static class Ports
{
    /// <summary>Waits until no process listens on the ports of a slot, or another lab holds the slot.</summary>
    public static Task AreReleasedAsync(Slot slot, CancellationToken cancellation) => Eventually.HoldsAsync(
        $"the ports of slot {slot.Number} are free",
        () =>
        {
            var left = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).Intersect(slot.Ports).ToList();
            return left.Count == 0 || IsHeld(slot) ? null : $"a process listens on {string.Join(", ", left)}, and no lab holds the slot";
        },
        cancellation);

    private static bool IsHeld(Slot slot)
    {
        using var lease = SlotLock.TryTake(slot);
        return lease is null;
    }
}
