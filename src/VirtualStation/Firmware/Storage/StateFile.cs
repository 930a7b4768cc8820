using System.Text.Json;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Storage;

/// <summary>
/// A JSON file in the working directory of the firmware. Its own directory must exist. Writing is atomic: a process that is killed leaves the old or the
/// new content.
/// </summary>
internal sealed class StateFile(string path, LineLog log)
{
    private const int MaximumDepth = 64;

    /// <returns>Null if the file does not exist, or if it is not JSON: the native firmware then starts with its defaults, too.</returns>
    public JsonElement? Load()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var document = JsonText.FirstValue(File.ReadAllBytes(path), MaximumDepth);
        if (document is null)
        {
            log.Write($"{path} is not JSON: starting without it");
        }

        return document;
    }

    public void Save(Action<Utf8JsonWriter> write)
    {
        // No flush to disk: the content has to survive SIGKILL, but not a power failure of the machine.
        var temporary = $"{path}.tmp";
        File.WriteAllBytes(temporary, JsonText.Write(write).Span);
        File.Move(temporary, path, overwrite: true);
    }
}
