using System.Reflection;
using System.Text.Json;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Firmware.Storage;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Generations;

/// <summary>A generation of the firmware. Its subclasses and the JSON files beside them hold everything in which generations differ.</summary>
internal abstract class FirmwareGeneration
{
    private const int MaximumDepth = 16;

    protected FirmwareGeneration(string name)
    {
        Name = name;
        ConfigTemplate = ReadResource($"config.{name}.json");
        StatusTemplate = ReadResource($"status.{name}.json");
    }

    /// <summary>The names of all generations, the newest last.</summary>
    public static IReadOnlyList<string> Names { get; } = [Generation202602.GenerationName, Generation202607.GenerationName];

    /// <summary>For example <c>2026-07</c>. Names sort by age.</summary>
    public string Name { get; }

    /// <summary>The response to <c>GET /config</c>, recorded from a native firmware after a factory reset.</summary>
    public JsonElement ConfigTemplate { get; }

    /// <summary>The response to <c>GET /status</c>, recorded from a native firmware without a charger.</summary>
    public JsonElement StatusTemplate { get; }

    /// <summary>The capacity of the firmware's JSON document for <c>POST /loadsharing/peers</c>. A body beyond it is invalid JSON.</summary>
    public abstract int AddDocumentBytes { get; }

    /// <summary>Whether <c>/loadsharing/status</c> exists.</summary>
    public abstract bool HasGroupStatus { get; }

    /// <summary>Whether a member's group is read-only.</summary>
    public abstract bool HasRoles { get; }

    /// <summary>Whether the firmware sends reciprocal updates.</summary>
    public abstract bool HasReciprocalUpdates { get; }

    /// <summary>The response when a peer is added that is already joined.</summary>
    public abstract ApiResponse AlreadyJoined { get; }

    /// <summary>The response to <c>DELETE /loadsharing/peers</c>.</summary>
    public abstract ApiResponse DeleteWithoutHost { get; }

    protected string Version => ConfigTemplate.GetProperty("version").GetString()!;

    protected string BuildEnvironment => ConfigTemplate.GetProperty("buildenv").GetString()!;

    /// <returns>Null if no generation has the name.</returns>
    public static FirmwareGeneration? Find(string name) => name switch
    {
        Generation202602.GenerationName => new Generation202602(),
        Generation202607.GenerationName => new Generation202607(),
        _ => null,
    };

    public abstract IPeerStore CreateStore(StateFile file);

    public abstract IPeerRegistry CreateRegistry(StationIdentity self, IPeerStore store);

    /// <summary>The <c>config_version</c> at boot after the given number of settings on the command line.</summary>
    public abstract int InitialConfigVersion(int overrides);

    /// <summary>The port of the SRV record.</summary>
    public abstract int PublishedPort(StationIdentity self);

    /// <summary>The entries of the TXT record.</summary>
    public abstract IReadOnlyDictionary<string, string> PublishedText(StationIdentity self);

    /// <summary>Writes a row of <c>GET /loadsharing/peers</c>.</summary>
    public abstract void WritePeer(Utf8JsonWriter json, PeerEntry peer);

    /// <summary>Decodes the host in <c>/loadsharing/peers/{host}</c>.</summary>
    /// <returns>Null if the encoding is invalid.</returns>
    public abstract string? DecodeHost(string encoded);

    /// <summary>Adds the values of <c>GET /status</c> that only this generation has.</summary>
    public abstract void AddLiveStatus(LiveValues live, IPeerRegistry registry, GroupSettings group, ChargerReading charger);

    private static JsonElement ReadResource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return JsonText.FirstValue(text, MaximumDepth) ?? throw new InvalidOperationException($"The resource {name} is not JSON.");
    }
}
