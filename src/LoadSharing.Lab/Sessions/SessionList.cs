namespace LoadSharing.Lab.Sessions;

/// <summary>The sessions of this user.</summary>
/// <param name="Sessions">The sessions, oldest first.</param>
/// <param name="Skipped">One line for each session or directory that cannot be read or trusted.</param>
public sealed record SessionList(IReadOnlyList<SessionRecord> Sessions, IReadOnlyList<string> Skipped)
{
    /// <summary>Reads the sessions of this user.</summary>
    public static SessionList Read() => In(SessionsDirectory.Existing);

    /// <summary>Reads the sessions in some directories.</summary>
    internal static SessionList In(params IReadOnlyList<string> roots)
    {
        var (sessions, skipped) = (new List<SessionRecord>(), new List<string>());
        foreach (var root in roots)
        {
            if (PrivateFiles.WhyNotPrivate(root) is { } reason)
            {
                skipped.Add($"The sessions in {root} are skipped: {reason}.");
                continue;
            }

            foreach (var directory in Directory.EnumerateFileSystemEntries(root))
            {
                Read(directory, sessions, skipped);
            }
        }

        return new SessionList([.. sessions.OrderBy(session => session.Id, StringComparer.Ordinal)], skipped);
    }

    private static void Read(string directory, List<SessionRecord> sessions, List<string> skipped)
    {
        var id = Path.GetFileName(directory);
        if (id.EndsWith(SessionRecord.UnnamedSuffix, StringComparison.Ordinal))
        {
            return;
        }

        string reason;
        try
        {
            if (!Session.IsId(id))
            {
                reason = "its name is not the id of a session";
            }
            else if (Manifest.Read(directory) is [OwnerEntry, ..] entries)
            {
                sessions.Add(new SessionRecord(id, directory, entries));
                return;
            }
            else
            {
                reason = "its first line names no owner";
            }
        }
        catch (FileNotFoundException) when (!Directory.Exists(directory) || !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            // Its owner has just removed the session.
            return;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            reason = error.Message;
        }

        skipped.Add($"Session {id} is skipped: its manifest cannot be read ({reason}). Check {directory} and delete it.");
    }
}
