using System.Text.Json;
using GroupMonitor;
using RestSharp;

namespace LoadSharing.MSTest.Monitoring;

/// <summary>Reads what the monitor needs of one station. A station that does not answer has no value, which is no failure.</summary>
internal sealed class StationProbe(Station station) : IDisposable
{
    private readonly RestClient _firmware = HttpClients.CreatePooled(station.Document.FirmwareUrl, Timeouts.Sample);
    private readonly RestClient _emulator = HttpClients.CreatePooled(station.Document.EmulatorUrl, Timeouts.Sample);
    private Task _reading = Task.CompletedTask;
    private GroupSample? _group;
    private SettingsSample? _settings;
    private double? _pilot;

    /// <summary>Whether a test has changed settings since they were read.</summary>
    public bool HasOldSettings { get; set; } = true;

    /// <summary>Whether the station is a controller, as far as is known.</summary>
    public bool IsController => _settings?.Role == "controller";

    public async Task<ChargerSample?> ReadChargerAsync(CancellationToken cancellation) =>
        await ReadAsync(_emulator, "/api/evse/status", cancellation) is { } document
        && ChargerStatus.Read(document) is { State: { } state, OfferedAmps: { } offered, DrawnAmps: { } drawn }
            ? new ChargerSample(state, offered, drawn)
            : null;

    /// <summary>Begins to read the view of the group, after the read before: native firmware can be silent for seconds.</summary>
    public Task BeginReadGroup(CancellationToken cancellation) => Begin(async () =>
    {
        if (station.IsRunning && await ReadAsync(_firmware, "/loadsharing/status", cancellation) is { } document)
        {
            _group = Read(GroupStatus.Read(document));
        }
    });

    /// <inheritdoc cref="BeginReadGroup"/>
    public Task BeginReadSettings(CancellationToken cancellation) => Begin(async () =>
    {
        HasOldSettings = false;
        if (!station.IsRunning)
        {
            return;
        }

        if (await ReadAsync(_firmware, "/config", cancellation) is { } document)
        {
            _settings = Read(document);
        }
        else
        {
            HasOldSettings = true;
        }
    });

    /// <summary>Reads the pilot that the firmware believes in.</summary>
    public async Task ReadPilotAsync(CancellationToken cancellation) =>
        _pilot = station.IsRunning && await ReadAsync(_firmware, "/status", cancellation) is { } document ? document.Number("pilot") : null;

    /// <summary>The sample of the station, with the view of the group if it is a new one.</summary>
    public StationSample Take(ChargerSample? charger)
    {
        var sample = new StationSample(station.Role, station.IsRunning, charger, Interlocked.Exchange(ref _group, null), _settings)
        {
            // A firmware that does not reach its charger answers for no current.
            PilotAmps = station.HasSerialFault ? 0 : _pilot,
            Side = station.Fleet.PartitionedSide.Contains(station) ? 1 : 0,
        };
        _pilot = null;
        return sample;
    }

    public void Dispose()
    {
        _firmware.Dispose();
        _emulator.Dispose();
    }

    private Task Begin(Func<Task> read) => _reading = _reading.IsCompleted ? read() : ThenAsync(_reading, read);

    private static async Task ThenAsync(Task before, Func<Task> read)
    {
        await before;
        await read();
    }

    private async Task<JsonElement?> ReadAsync(RestClient client, string path, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.ExecuteAsync(new RestRequest(path) { Authenticator = station.Authenticator }, cancellation);
            return answer is { ResponseStatus: ResponseStatus.Completed, StatusCode: HttpStatusCode.OK, Content: { } text } ? JsonElement.Parse(text) : null;
        }
        catch (Exception exception) when (exception is JsonException or OperationCanceledException)
        {
            // Not a verdict: the tests of the structure judge documents, and the test may have ended.
            return null;
        }
    }

    private GroupSample Read(GroupStatus status) => new(
        status.FailsafeActive == true,
        [.. status.Rows.Select(row => new PeerSample(Name(row.Peer), row.Peer.Joined == true && row.Peer.IsLocal != true, row.Peer.Priority ?? 0))],
        [.. status.Allocations.Select(row => new AllocationSample(Name(row.Host), row.Amps, row.Reason, row.Host))]);

    private SettingsSample Read(JsonElement config) => new()
    {
        Enabled = config.Flag("loadsharing_enabled") == true,
        Role = config.Text("loadsharing_role") ?? "",
        Controller = Name(config.Text("loadsharing_controller_host") ?? ""),
        MaximumAmps = config.Number("loadsharing_group_max_current") ?? 0,
        SafetyFactor = config.Number("loadsharing_safety_factor") ?? 1,
        HeartbeatSeconds = config.Number("loadsharing_heartbeat_timeout") ?? 30,
        StopsInFailsafe = config.Text("loadsharing_failsafe_mode") == "disable",
        SafeAmps = config.Number("loadsharing_failsafe_safe_current") ?? 0,
        AssumedAmps = config.Number("loadsharing_failsafe_peer_assumed_current") ?? 0,
        RotationSeconds = config.Number("loadsharing_rotation_interval") ?? 0,
        Priority = config.Integer("loadsharing_priority") ?? 0,
    };

    private string Name(Peer row) => station.Fleet.FirstOrDefault(other => other.IsIn(row))?.Role ?? row.Host;

    private string Name(string host) =>
        station.Fleet.FirstOrDefault(other => HostNames.AreEqual(HostNames.WithoutPortAndDomain(host), other.Hostname))?.Role ?? host;
}
