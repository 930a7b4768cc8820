using System.Security.Cryptography;

namespace LoadSharing.Tests;

/// <summary>The session of a build that was killed: a directory with a manifest whose owner is gone.</summary>
internal sealed class OrphanedSession
{
    private OrphanedSession(string directory) => Directory = directory;

    public string Directory { get; }

    public string Id => Path.GetFileName(Directory);

    public string ManifestFile => Path.Combine(Directory, Manifest.FileName);

    /// <summary>The line that Cleanup prints before it removes orphans of the session.</summary>
    public string Announcement => $"Session {Id} (Test): its build is gone.";

    /// <summary>The line that Cleanup prints after it has removed the session.</summary>
    public string Removal => $"  removed {Directory}";

    /// <summary>Creates one. The id of its owner's process is in use again.</summary>
    /// <param name="sessions">The directory of sessions.</param>
    /// <param name="checkout">The checkout of the build.</param>
    /// <param name="entries">The entries of the manifest, besides the owner.</param>
    public static OrphanedSession Create(string sessions, string checkout, params IEnumerable<ManifestEntry> entries)
    {
        var id = $"20260101-000000-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var session = new OrphanedSession(PrivateFiles.CreateDirectory(Path.Combine(sessions, id)));
        var owner = ProcessIdentity.Current with { Started = "1@another boot" };
        Manifest.Create(session.Directory, new OwnerEntry(owner, "Test", checkout, checkout, DateTimeOffset.UtcNow));
        session.Add(entries);
        return session;
    }

    /// <summary>Starts a process with the session's mark.</summary>
    public ForeignProcess StartProcess() => ForeignProcess.Start(Session.EnvironmentMark, Id);

    /// <summary>Starts a process with the session's mark that the manifest names.</summary>
    public ForeignProcess StartProcess(string station, string component)
    {
        var process = StartProcess();
        Add(new ProcessEntry(process.Identity, station, component));
        return process;
    }

    public void Add(params IEnumerable<ManifestEntry> entries)
    {
        using var manifest = Manifest.Open(Directory);
        foreach (var entry in entries)
        {
            manifest.Add(entry);
        }
    }

    /// <summary>The line that Cleanup prints after it has stopped a process.</summary>
    public static string Stopped(ProcessIdentity process, string name) => $"  stopped process {process.Id} ({name})";
}
