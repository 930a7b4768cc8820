using System.Net.NetworkInformation;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>TCP ports of this machine.</summary>
internal static class Ports
{
    /// <summary>Nobody listens on a slot's ports, or whoever does holds the slot: labs take given-back slots at once, and other tests run.</summary>
    public static Task AreFreeOrSomebodyElsesAsync(Slot slot, CancellationToken cancellation) => Eventually.HoldsAsync(
        $"the ports of slot {slot.Number} are free",
        () =>
        {
            var left = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).Intersect(slot.Ports).ToList();
            return left.Count == 0 || IsHeld(slot) ? null : $"somebody listens on {string.Join(", ", left)}, and nobody holds the slot";
        },
        cancellation);

    private static bool IsHeld(Slot slot)
    {
        try
        {
            using var file = new FileStream(Path.Combine(MachineDirectory.Slots, $"{slot.Number}.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
