using System.Reflection;
using System.Text.Json;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Storage;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Contracts;

/// <summary>A generation of the firmware's API. All that differs between generations stands in the two classes below this one.</summary>
internal abstract class Contract
{
    private const int MaximumDepth = 16;

    protected Contract(string name)
    {
        Name = name;
        ConfigTemplate = Resource($"config.{name}.json");
        StatusTemplate = Resource($"status.{name}.json");
    }

    /// <summary>For example 2026-07.</summary>
    public string Name { get; }

    /// <summary>What <c>GET /config</c> answers on a fresh station, recorded on a real one.</summary>
    public JsonElement ConfigTemplate { get; }

    /// <summary>What <c>GET /status</c> answers without a charger, recorded on a real one.</summary>
    public JsonElement StatusTemplate { get; }

    /// <summary>Bytes of the real station's JSON document for a request to add a peer: what does not fit is no JSON to it.</summary>
    public abstract int AddDocumentBytes { get; }

    /// <summary>Whether <c>/loadsharing/status</c> is there.</summary>
    public abstract bool HasGroupStatus { get; }

    /// <summary>Whether a member refuses changes to its group.</summary>
    public abstract bool HasRoles { get; }

    /// <summary>Whether the other side of an added or removed peer is told.</summary>
    public abstract bool IsReciprocal { get; }

    public abstract HttpReply AlreadyJoined { get; }

    /// <summary>The answer to <c>DELETE /loadsharing/peers</c>.</summary>
    public abstract HttpReply BareDelete { get; }

    /// <summary>All known generations, the newest last.</summary>
    public static IReadOnlyList<string> Names { get; } = [FebruaryContract.ContractName, JulyContract.ContractName];

    /// <returns>Null where there is none of that name.</returns>
    public static Contract? Find(string name) => name switch
    {
        FebruaryContract.ContractName => new FebruaryContract(),
        JulyContract.ContractName => new JulyContract(),
        _ => null,
    };

    public abstract IPeerStore CreateStore(StateFile file);

    public abstract IPeerRegistry CreateRegistry(StationIdentity self, IPeerStore store);

    /// <summary>The version a fresh station gives its settings, after so many were set on the command line.</summary>
    public abstract int InitialConfigVersion(int overrides);

    /// <summary>The port of the SRV record.</summary>
    public abstract int PublishedPort(StationIdentity self);

    /// <summary>The TXT record.</summary>
    public abstract IReadOnlyDictionary<string, string> PublishedText(StationIdentity self);

    /// <summary>A row of <c>GET /loadsharing/peers</c>.</summary>
    public abstract void WritePeer(Utf8JsonWriter json, PeerRow peer);

    /// <summary>The host out of the path of a request.</summary>
    /// <returns>Null where it cannot be decoded.</returns>
    public abstract string? HostOfPath(string encoded);

    /// <summary>Adds to the live values of <c>GET /status</c> those that only this generation has.</summary>
    public abstract void AddStatus(IDictionary<string, Action<Utf8JsonWriter>> live, StationView station);

    protected string Version => ConfigTemplate.GetProperty("version").GetString()!;

    protected string BuildEnvironment => ConfigTemplate.GetProperty("buildenv").GetString()!;

    private static JsonElement Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return JsonText.FirstValue(text, MaximumDepth) ?? throw new InvalidOperationException($"The resource {name} is not JSON.");
    }
}
