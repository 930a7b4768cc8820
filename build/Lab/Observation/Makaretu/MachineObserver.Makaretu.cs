using Build.Lab.Observation.Makaretu;

namespace Build.Lab.Observation;

/// <summary>The part that needs Makaretu.Dns.Multicast.</summary>
internal static partial class MachineObserver
{
    // Makaretu skips loopback while another interface is up, and its queries need a route to 224.0.0.251; our own browser needs neither.
    static partial void UsePackage(LabTimeouts timeouts, ref IServiceObserver? observer) =>
        observer = new TwoObservers(new MakaretuObserver(timeouts.Look), OfProgram(timeouts));
}
