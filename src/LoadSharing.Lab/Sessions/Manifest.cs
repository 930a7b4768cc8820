using System.Text;
using System.Text.Json;

namespace LoadSharing.Lab.Sessions;

/// <summary>A file with the resources of a session, one JSON document a line. It outlives the process of the owner.</summary>
internal sealed class Manifest : IDisposable
{
    /// <summary>The file name in the session's directory.</summary>
    public const string FileName = "manifest.jsonl";

    /// <summary>A larger manifest is not read.</summary>
    public const int MaximumSize = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly string _path;
    private readonly List<ManifestEntry> _entries = [];
    private readonly Lock _writing = new();
    private FileStream _stream;

    private Manifest(string path, FileMode mode)
    {
        _path = path;
        _stream = Open(path, mode);
    }

    /// <summary>Creates the manifest of a new session with its first line.</summary>
    public static void Create(string directory, OwnerEntry owner)
    {
        using var manifest = new Manifest(Path.Combine(directory, FileName), FileMode.CreateNew);
        manifest.Add(owner);
    }

    /// <summary>Opens the manifest of a session for appending.</summary>
    public static Manifest Open(string directory)
    {
        var entries = Read(directory);
        var manifest = new Manifest(Path.Combine(directory, FileName), FileMode.Append);
        manifest._entries.AddRange(entries);
        return manifest;
    }

    /// <summary>Whether a process has the manifest open, as its owner does for the whole session.</summary>
    public static bool IsOpen(string directory)
    {
        try
        {
            using var file = new FileStream(Path.Combine(directory, FileName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            // Another process has the file open, or has just removed it with the session.
            return true;
        }
    }

    /// <summary>Reads a manifest. An incomplete last line of a killed process is ignored.</summary>
    /// <exception cref="FileNotFoundException">It does not exist.</exception>
    /// <exception cref="InvalidDataException">It is not a regular file of this user, too large, or a line is not an entry.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<ManifestEntry> Read(string directory)
    {
        var text = Encoding.UTF8.GetString(PrivateFiles.Read(directory, FileName, MaximumSize));
        var complete = text[..(text.LastIndexOf('\n') + 1)];
        try
        {
            return [.. complete.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            // NotSupportedException: a line without the property that tells its kind.
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>Appends an entry and flushes it to the operating system, so that it survives a kill of this process. A repeated entry is not written.</summary>
    public void Add(ManifestEntry entry)
    {
        var line = Line(entry);
        lock (_writing)
        {
            if (_entries.Contains(entry))
            {
                return;
            }

            // A long run starts thousands of processes, of which few run at a time.
            if (_stream.Length + line.Length > MaximumSize)
            {
                RemoveExitedProcesses();
            }

            _stream.Write(line);
            _stream.Flush();
            _entries.Add(entry);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    // On Windows, a file that is not shared for it could not be deleted or replaced while it is open.
    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.Write, FileShare.Read | FileShare.Delete);

    private static ManifestEntry Parse(string line) =>
        JsonSerializer.Deserialize<ManifestEntry>(line, Json) ?? throw new JsonException("A line is null instead of an entry.");

    private static byte[] Line(ManifestEntry entry) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, Json) + "\n");

    // The new file replaces the old one at once, so that a kill leaves a complete manifest.
    private void RemoveExitedProcesses()
    {
        _entries.RemoveAll(entry => entry is ProcessEntry { Process.IsAlive: false });
        var replacement = Open(_path + ".new", FileMode.Create);
        foreach (var entry in _entries)
        {
            replacement.Write(Line(entry));
        }

        replacement.Flush();
        _stream.Dispose();
        File.Move(replacement.Name, _path, overwrite: true);
        _stream = replacement;
    }
}
