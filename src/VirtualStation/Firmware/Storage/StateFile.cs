using System.Text.Json;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Storage;

/// <summary>One JSON document of the working directory.</summary>
internal sealed class StateFile(string path, LineLog log)
{
    private const int MaximumDepth = 64;

    /// <returns>Null where there is none. One that cannot be read counts as none, as on the real station, and the log says so.</returns>
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

    public void Save(Action<Utf8JsonWriter> write) => AtomicFile.Write(path, JsonText.Write(write));
}
