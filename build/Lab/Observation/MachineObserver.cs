using Build.Lab.Processes;

namespace Build.Lab.Observation;

/// <summary>Chooses who looks at the machine's own mDNS: somebody who shares no code with our stations.</summary>
internal static partial class MachineObserver
{
    /// <summary>The observer: Makaretu.Dns.Multicast in a build that has the package, else Avahi's browser, else our own.</summary>
    /// <param name="patience">How long one look of an observer lasts that has no end of its own.</param>
    public static IServiceObserver Create(TimeSpan patience)
    {
        IServiceObserver? makaretu = null;
        UsePackage(patience, ref makaretu);
        return makaretu ?? (HasAvahiBrowse ? Avahi(patience) : new LinkObserver(patience));
    }

    /// <summary>Avahi's browser: it knows when it has told all, and may take twice as long.</summary>
    /// <param name="patience">How long one look of an observer lasts that has no end of its own.</param>
    /// <param name="inside">Runs a command inside of a fleet's namespace; null for the machine's own link.</param>
    public static AvahiObserver Avahi(TimeSpan patience, Func<ProcessCommand, ProcessCommand>? inside = null) => new(2 * patience, inside);

    private static bool HasAvahiBrowse => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, "avahi-browse")));

    // Implemented in Makaretu/, which is compiled only where the NuGet feed has the package.
    static partial void UsePackage(TimeSpan patience, ref IServiceObserver? observer);
}
