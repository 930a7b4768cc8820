using Build.Lab.Processes;

namespace Build.Lab.Observation;

/// <summary>Chooses who looks at mDNS proper, which real stations use: if possible somebody who shares no code with our stations.</summary>
internal static partial class MachineObserver
{
    /// <summary>The observer of this machine's own link: Makaretu.Dns.Multicast in a build that has the package, else a program.</summary>
    public static IServiceObserver Create(LabTimeouts timeouts)
    {
        IServiceObserver? makaretu = null;
        UsePackage(timeouts, ref makaretu);
        return makaretu ?? OfProgram(timeouts);
    }

    /// <summary>An observer that is a program, and so can be put into a fleet's namespace: Avahi's browser, else our own.</summary>
    /// <param name="timeouts">How long one look may take.</param>
    /// <param name="inside">Puts a command into a fleet's namespace; null for the machine's own link.</param>
    public static IServiceObserver OfProgram(LabTimeouts timeouts, Func<ProcessCommand, ProcessCommand>? inside = null) => SearchPath.Find(AvahiObserver.Program).Any()
        ? new AvahiObserver(timeouts, inside)
        : new OwnObserver(timeouts, inside);

    // Implemented in Makaretu/, which is compiled only where the NuGet feed has the package.
    static partial void UsePackage(LabTimeouts timeouts, ref IServiceObserver? observer);
}
