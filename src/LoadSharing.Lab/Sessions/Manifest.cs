using System.Text;
using System.Text.Json;

namespace LoadSharing.Lab.Sessions;

/// <summary>A file with the resources of a session, one JSON document a line. It outlives the process of the owner.</summary>
internal sealed class Manifest : IDisposable
{
    /// <summary>The file name in the session's directory.</summary>
    public const string FileName = "manifest.jsonl";

    private readonly FileStream _stream;
    private readonly Lock _writing = new();

    private Manifest(FileStream stream) => _stream = stream;

    /// <summary>Creates the manifest of a new session with its first line.</summary>
    public static void Create(string directory, OwnerEntry owner)
    {
        using var stream = new FileStream(Path.Combine(directory, FileName), FileMode.CreateNew, FileAccess.Write);
        new Manifest(stream).Add(owner);
    }

    /// <summary>Opens the manifest of a session for appending.</summary>
    public static Manifest Open(string directory) =>
        new(new FileStream(Path.Combine(directory, FileName), FileMode.Append, FileAccess.Write, FileShare.Read));

    /// <summary>Whether a process has the manifest open, as its owner does for the whole session.</summary>
    /// <exception cref="UnauthorizedAccessException">The manifest belongs to another user.</exception>
    public static bool IsOpen(string directory) => !CanOpen(directory, FileShare.None);

    /// <summary>Throws if the manifest belongs to another user.</summary>
    /// <exception cref="UnauthorizedAccessException">The manifest belongs to another user.</exception>
    public static void EnsureOwn(string directory) => CanOpen(directory, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Reads a manifest. An incomplete last line of a killed process is ignored; a manifest that does not exist has no lines.</summary>
    /// <exception cref="JsonException">A line is not an entry.</exception>
    public static IReadOnlyList<ManifestEntry> Read(string directory)
    {
        string text;
        try
        {
            using var reader = new StreamReader(
                new FileStream(Path.Combine(directory, FileName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            text = reader.ReadToEnd();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // The owner has removed its session since the caller listed the directories.
            return [];
        }

        var complete = text[..(text.LastIndexOf('\n') + 1)];
        return [.. complete.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<ManifestEntry>(line, JsonSerializerOptions.Web)!)];
    }

    /// <summary>Appends an entry and flushes it to the operating system, so that it survives a kill of this process.</summary>
    public void Add(ManifestEntry entry)
    {
        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, JsonSerializerOptions.Web) + "\n");
        lock (_writing)
        {
            _stream.Write(line);
            _stream.Flush();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    private static bool CanOpen(string directory, FileShare share)
    {
        try
        {
            using var file = new FileStream(Path.Combine(directory, FileName), FileMode.Open, FileAccess.ReadWrite, share);
            return true;
        }
        catch (IOException)
        {
            // Another process has the file open, or has just removed it with the session.
            return false;
        }
    }
}
