using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace LoadSharing.Lab.Sessions;

/// <summary>A session as its manifest describes it.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="Directory">The session's directory.</param>
/// <param name="Entries">The manifest.</param>
public sealed record SessionRecord(string Id, string Directory, IReadOnlyList<ManifestEntry> Entries)
{
    /// <summary>The suffix of a session's directory until the first line of its manifest is written. No resource is created before that.</summary>
    public const string UnnamedSuffix = ".new";

    /// <summary>The owner of the session.</summary>
    public OwnerEntry Owner => Entries.OfType<OwnerEntry>().First();

    /// <summary>Whether the owner's process is running.</summary>
    public bool IsLive => Owner.Process.IsAlive;

    /// <summary>
    /// Whether the owner was certainly killed: its process is gone, no process has the manifest open (an owner in another container is not visible as a
    /// process), and its stations were not kept on purpose.
    /// </summary>
    public bool WasKilled => !IsLive && !Entries.OfType<KeptEntry>().Any() && !Manifest.IsOpen(Directory);

    /// <summary>The sessions of this machine, oldest first. A session whose manifest cannot be read is logged and left out.</summary>
    public static IReadOnlyList<SessionRecord> All(ILogger logger) => In(MachineDirectory.Sessions, logger);

    /// <summary>The sessions in a directory, oldest first.</summary>
    internal static IReadOnlyList<SessionRecord> In(string root, ILogger logger) =>
    [
        .. System.IO.Directory.EnumerateDirectories(root)
            .Where(directory => !directory.EndsWith(UnnamedSuffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(directory => Read(directory, logger))
            .OfType<SessionRecord>(),
    ];

    private static SessionRecord? Read(string directory, ILogger logger)
    {
        var id = Path.GetFileName(directory);
        string reason;
        try
        {
            if (Manifest.Read(directory) is [OwnerEntry, ..] entries)
            {
                return new SessionRecord(id, directory, entries);
            }

            reason = "its first line names no owner";
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            // NotSupportedException: a line without the property that tells its kind.
            reason = error.Message;
        }

        // Without a manifest the session is being removed by its owner.
        if (File.Exists(Path.Combine(directory, Manifest.FileName)))
        {
            logger.LogWarning("Session {Id} is skipped: its manifest cannot be read ({Reason}). Check {Directory} and delete it.", id, reason, directory);
        }

        return null;
    }
}
