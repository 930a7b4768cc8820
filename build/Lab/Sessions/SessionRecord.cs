namespace Build.Lab.Sessions;

/// <summary>A session as its manifest tells it.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="Directory">Its directory.</param>
/// <param name="Entries">Its manifest.</param>
internal sealed record SessionRecord(string Id, string Directory, IReadOnlyList<ManifestEntry> Entries)
{
    /// <summary>Ends the name of a session's directory until its first line is written; nothing is started before that.</summary>
    public const string UnnamedSuffix = ".new";

    /// <summary>Whose it is.</summary>
    public OwnerEntry Owner => Entries.OfType<OwnerEntry>().First();

    /// <summary>Whether the build that owns it runs.</summary>
    public bool IsLive => Owner.Process.IsAlive;

    /// <summary>Every session of this machine, the oldest first.</summary>
    public static IReadOnlyList<SessionRecord> All() =>
    [
        .. System.IO.Directory.EnumerateDirectories(MachineDirectory.Sessions)
            .Where(directory => !directory.EndsWith(UnnamedSuffix, StringComparison.Ordinal) && File.Exists(Path.Combine(directory, Manifest.FileName)))
            .Order(StringComparer.Ordinal)
            .Select(directory => new SessionRecord(Path.GetFileName(directory), directory, Manifest.Read(directory))),
    ];
}
