using Build.Lab.Observation.Makaretu;

namespace Build.Lab.Observation;

/// <summary>The part that needs Makaretu.Dns.Multicast.</summary>
internal static partial class MachineObserver
{
    // Makaretu leaves loopback out while another interface is up, and there it sees strangers; what lives on loopback alone is a program's to look at.
    static partial void UsePackage(LabTimeouts timeouts, ref IServiceObserver? observer)
    {
        observer = new MakaretuObserver(timeouts.Look);
        if (MakaretuObserver.LeavesLoopbackOut)
        {
            observer = new TwoObservers(observer, OfProgram(timeouts));
        }
    }
}
