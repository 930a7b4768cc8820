using System.Text.Json;

namespace LoadSharing.Lab.Sessions;

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

    /// <summary>
    /// Whether a lab was killed, without a doubt: its owner is gone, nobody has its manifest open, who may be on this machine without being seen from here, as
    /// in another container, and its stations were not kept on purpose.
    /// </summary>
    public bool WasKilled => !IsLive && !Entries.OfType<KeptEntry>().Any() && !Manifest.IsOpen(Directory);

    /// <summary>Every session of this machine, the oldest first.</summary>
    /// <param name="report">Told of those that can't be read: nobody knows what is theirs, so they are left alone.</param>
    public static IReadOnlyList<SessionRecord> All(Action<string> report) => In(MachineDirectory.Sessions, report);

    /// <summary>Every session below a directory, the oldest first.</summary>
    /// <param name="root">The directory.</param>
    /// <param name="report">Told of those that can't be read.</param>
    public static IReadOnlyList<SessionRecord> In(string root, Action<string> report) =>
    [
        .. System.IO.Directory.EnumerateDirectories(root)
            .Where(directory => !directory.EndsWith(UnnamedSuffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(directory => Read(directory, report))
            .OfType<SessionRecord>(),
    ];

    private static SessionRecord? Read(string directory, Action<string> report)
    {
        var id = Path.GetFileName(directory);
        string trouble;
        try
        {
            if (Manifest.Read(directory) is [OwnerEntry, ..] entries)
            {
                return new SessionRecord(id, directory, entries);
            }

            trouble = "it has no owner";
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            // The second is how an entry without a kind is refused.
            trouble = error.Message;
        }

        // A session whose lab goes down right now has none any more.
        if (File.Exists(Path.Combine(directory, Manifest.FileName)))
        {
            report($"Session {id} is left alone, for its manifest can't be read ({trouble}). Look at {directory}, then remove it.");
        }

        return null;
    }
}
