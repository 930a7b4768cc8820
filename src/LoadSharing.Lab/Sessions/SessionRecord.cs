namespace LoadSharing.Lab.Sessions;

/// <summary>A session as its manifest describes it.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="Directory">The session's directory.</param>
/// <param name="Entries">The manifest.</param>
public sealed record SessionRecord(string Id, string Directory, IReadOnlyList<ManifestEntry> Entries)
{
    /// <summary>The suffix of a session's directory until the first line of its manifest is written. No resource is created before that.</summary>
    public const string UnnamedSuffix = ".new";

    /// <summary>The suffix that the owner of a process id uses.</summary>
    internal static string UnnamedSuffixOf(int process) => $".{process.ToString()}{UnnamedSuffix}";

    /// <summary>The owner of the session.</summary>
    public OwnerEntry Owner => Entries.OfType<OwnerEntry>().First();

    /// <summary>Whether the owner's process is running.</summary>
    public bool IsLive => Owner.Process.IsAlive;

    /// <summary>
    /// Whether the owner was certainly killed: its process is gone, no process has the manifest open (an owner in another container is not visible as a
    /// process), and its stations were not kept on purpose.
    /// </summary>
    public bool WasKilled => !IsLive && !Entries.OfType<KeptEntry>().Any() && !Manifest.IsOpen(Directory);
}
