using System.Reflection;
using System.Text.Json;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Generations;

/// <summary>A generation of the firmware: everything in which generations differ, as data. Each is described as the difference from the one before.</summary>
internal sealed record FirmwareGeneration
{
    public const string JulyName = "2026-07";
    public const string SeptemberName = "2026-09";
    private const int MaximumDepth = 16;

    /// <summary>Each station keeps its own list of peers, identified by host.</summary>
    public static FirmwareGeneration February2026 { get; } = new()
    {
        Name = "2026-02",
        ConfigTemplate = ReadResource("config.2026-02.json"),
        StatusTemplate = ReadResource("status.2026-02.json"),
        AddDocumentBytes = 320,
        AlreadyJoined = ApiResponse.Message(400, "Peer already in group"),
        DeleteWithoutHost = ApiResponse.Message(501, "Not implemented"),
    };

    /// <summary>Peers are identified by device id, updated reciprocally, and have roles.</summary>
    public static FirmwareGeneration July2026 { get; } = February2026 with
    {
        Name = JulyName,
        ConfigTemplate = ReadResource("config.2026-07.json"),
        StatusTemplate = ReadResource("status.2026-07.json"),
        AddDocumentBytes = 352,
        HasGroups = true,
        PushesGroupMaximum = true,
        AlreadyJoined = ApiResponse.Message(200, "already in group"),
        DeleteWithoutHost = ApiResponse.Message(405, "Use DELETE /loadsharing/peers/{host}"),
    };

    /// <summary>The controller's peer list has the priorities, and discovery rests while load sharing is disabled.</summary>
    public static FirmwareGeneration September2026 { get; } = July2026 with
    {
        Name = SeptemberName,
        ConfigTemplate = Without(July2026.ConfigTemplate, "loadsharing_priority"),
        StatusTemplate = Without(July2026.StatusTemplate, "loadsharing_min_current", "loadsharing_max_current", "loadsharing_priority"),

        // The list and the peer file have no limit. Read for the file: ArduinoJson 7 has no fixed capacity. Inferred for the list, of which no source with
        // ArduinoJson 7 is public. Measured before that change: the list loses rows from the 18th peer on, and the file keeps 6 peers. AddDocumentBytes
        // is July's, as measured before that change, too.
        HasPeerPriorities = true,
        MergesFollowedRows = true,
        ReadsLimitsOfPeers = true,
        LeavesFirstPeer = true,
        SendsWholeStatus = true,
        ProtectsWebSocket = true,
        PushesGroupMaximum = false,
        SweepsOnlyWhileEnabled = true,
        Allocation = AllocationRules.September2026,
    };

    /// <summary>All generations, the newest last.</summary>
    public static IReadOnlyList<FirmwareGeneration> All { get; } = [February2026, July2026, September2026];

    /// <summary>For example <c>2026-07</c>. Names sort by age.</summary>
    public required string Name { get; init; }

    /// <summary>The response to <c>GET /config</c>, recorded from a native firmware after a factory reset.</summary>
    public required JsonElement ConfigTemplate { get; init; }

    /// <summary>The response to <c>GET /status</c>, recorded from a native firmware without a charger.</summary>
    public required JsonElement StatusTemplate { get; init; }

    /// <summary>The capacity of the firmware's JSON document for <c>POST /loadsharing/peers</c>. A body beyond it is invalid JSON.</summary>
    public required int AddDocumentBytes { get; init; }

    /// <summary>The response when a peer is added that is already joined.</summary>
    public required ApiResponse AlreadyJoined { get; init; }

    /// <summary>The response to <c>DELETE /loadsharing/peers</c>.</summary>
    public required ApiResponse DeleteWithoutHost { get; init; }

    /// <summary>Whether peers have device ids, reciprocal updates and roles, and <c>/loadsharing/status</c> exists.</summary>
    public bool HasGroups { get; init; }

    /// <summary>Whether each row of the peer list has a priority, which <c>PUT /loadsharing/peers/{host}</c> sets.</summary>
    public bool HasPeerPriorities { get; init; }

    /// <summary>Whether rows merge when a followed peer sends the id of another row, and a row with the station's own id is removed.</summary>
    public bool MergesFollowedRows { get; init; }

    /// <summary>Whether the limits of a peer's charger come from its settings, instead of its status.</summary>
    public bool ReadsLimitsOfPeers { get; init; }

    /// <summary>Whether a member that leaves its group removes its first joined peer, instead of the one with the host of the controller.</summary>
    public bool LeavesFirstPeer { get; init; }

    /// <summary>Whether a controller sends the group's maximum current to its members.</summary>
    public bool PushesGroupMaximum { get; init; }

    /// <summary>Whether a new client of <c>/ws</c> gets the whole status. Before, every client gets its first part.</summary>
    public bool SendsWholeStatus { get; init; }

    /// <summary>Whether a password protects <c>/ws</c> too, and without a user name.</summary>
    public bool ProtectsWebSocket { get; init; }

    /// <summary>Whether periodic sweeps need <c>loadsharing_enabled</c>. Without it, only a discover request starts a query.</summary>
    public bool SweepsOnlyWhileEnabled { get; init; }

    /// <summary>The rules by which a controller shares the group's current.</summary>
    public AllocationRules Allocation { get; init; } = AllocationRules.July2026;

    /// <summary>The version that <c>/config</c> shows and mDNS publishes.</summary>
    public string Version => $"virtual_{Name}";

    /// <returns>Null if no generation has the name.</returns>
    public static FirmwareGeneration? Find(string name) => All.FirstOrDefault(generation => generation.Name == name);

    /// <summary>The <c>config_version</c> at boot after the given number of settings on the command line.</summary>
    public int InitialConfigVersion(int overrides) => HasGroups ? 1 + overrides : 1;

    /// <summary>The port of the SRV record.</summary>
    public int PublishedPort(StationIdentity self) => HasGroups ? self.HttpPort : 80;

    /// <summary>The entries of the TXT record.</summary>
    public IReadOnlyDictionary<string, string> PublishedText(StationIdentity self)
    {
        var text = new Dictionary<string, string> { ["type"] = ConfigTemplate.GetProperty("buildenv").GetString()!, ["version"] = Version, ["id"] = self.Id };
        if (HasGroups)
        {
            text["ssl"] = "0";
        }

        return text;
    }

    private static JsonElement ReadResource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return JsonText.FirstValue(text, MaximumDepth) ?? throw new InvalidOperationException($"The resource {name} is not JSON.");
    }

    private static JsonElement Without(JsonElement template, params string[] names) => JsonText.Element(json =>
    {
        json.WriteStartObject();
        foreach (var property in template.EnumerateObject().Where(property => !names.Contains(property.Name)))
        {
            property.WriteTo(json);
        }

        json.WriteEndObject();
    });
}
