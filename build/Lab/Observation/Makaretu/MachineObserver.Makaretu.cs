using Build.Lab.Observation.Makaretu;

namespace Build.Lab.Observation;

/// <summary>The part that needs Makaretu.Dns.Multicast.</summary>
internal static partial class MachineObserver
{
    // Makaretu leaves loopback out while another interface is up: a link that lives on loopback alone is Avahi's to look at.
    static partial void UsePackage(TimeSpan patience, ref IServiceObserver? observer) =>
        observer = HasAvahiBrowse && MakaretuObserver.LeavesLoopbackOut ? new FirstThatSees(new MakaretuObserver(patience), Avahi(patience)) : new MakaretuObserver(patience);
}
