using System.Text;
using System.Text.Json;

namespace LoadSharing.Lab.Sessions;

/// <summary>What a session has started, on disk, one JSON document a line: it outlives the build process.</summary>
internal sealed class Manifest : IDisposable
{
    /// <summary>Its name in the session's directory.</summary>
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

    /// <summary>Opens the manifest of a session to add to it.</summary>
    public static Manifest Open(string directory) =>
        new(new FileStream(Path.Combine(directory, FileName), FileMode.Append, FileAccess.Write, FileShare.Read));

    /// <summary>Whether any process has it open now: whose it is has it as long as it lives.</summary>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static bool IsOpen(string directory) => !CanOpen(directory, FileShare.None);

    /// <summary>Refuses the manifest of another user.</summary>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static void RefuseAnothers(string directory) => CanOpen(directory, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Reads a manifest; a last line that a killed process left half-written is passed over.</summary>
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
            // Its lab has gone down since somebody listed the sessions.
            return [];
        }

        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<ManifestEntry>(line, JsonSerializerOptions.Web)!)];
    }

    /// <summary>Adds an entry; it is with the operating system when this returns.</summary>
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
            // Another process has it; or it is there no more, and then another process removes the session right now.
            return false;
        }
    }
}
