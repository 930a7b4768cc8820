using System.Globalization;
using System.Security.Cryptography;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Tests.Support;

/// <summary>What a killed build leaves: a session with a manifest, whose owner has ended.</summary>
internal sealed class LeftSession
{
    private LeftSession(string directory) => Directory = directory;

    public string Directory { get; }

    public string Id => Path.GetFileName(Directory);

    public string ManifestFile => Path.Combine(Directory, Manifest.FileName);

    /// <summary>The first line Cleanup prints of it.</summary>
    public string Announcement => $"Session {Id} (Test): its build is gone.";

    /// <summary>What Cleanup prints when it has removed it.</summary>
    public string Removal => $"  removed {Directory}";

    /// <summary>Writes one; its owner has the id of a process that runs, and another start time.</summary>
    public static LeftSession In(Checkout checkout, params IEnumerable<ManifestEntry> entries)
    {
        var id = $"20260101-000000-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var session = new LeftSession(System.IO.Directory.CreateDirectory(Path.Combine(checkout.SessionsDirectory, id)).FullName);
        var owner = ProcessIdentity.Current with { Started = "1@another boot" };
        Manifest.Create(session.Directory, new OwnerEntry(owner, "Test", checkout.Root, checkout.Root, DateTimeOffset.UtcNow));
        session.Add(entries);
        return session;
    }

    public void Add(params IEnumerable<ManifestEntry> entries)
    {
        using var manifest = Manifest.Open(Directory);
        foreach (var entry in entries)
        {
            manifest.Add(entry);
        }
    }

    public static string Stopped(ProcessIdentity process, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"  stopped process {process.Id} ({what})");
}
