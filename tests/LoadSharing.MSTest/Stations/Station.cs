using System.Net.NetworkInformation;
using System.Text.Json;
using GroupMonitor;
using RestSharp;
using RestSharp.Authenticators;

namespace LoadSharing.MSTest.Stations;

/// <summary>A station of a leased fleet: the typed client of its firmware, and in another file its lifecycle.</summary>
public sealed partial class Station : IDisposable
{
    internal const string ReadPeers = $"GET {Peers}";

    private const string Peers = "/loadsharing/peers";

    private static readonly string[] Roles = ["first", "second", "third"];

    private readonly RestClient _firmware;
    private readonly List<string> _formerHostnames = [];

    internal Station(StationDocument document, int index, Fleet fleet)
    {
        (Document, Fleet) = (document, fleet);
        Role = RoleOf(index);
        _firmware = HttpClients.Create(document.FirmwareUrl, Timeouts.Request.WallTime);
        Emulator = new Emulator(this, document.EmulatorUrl);
    }

    /// <summary>The name in the lab, such as <c>station-7</c>.</summary>
    public string Name => Document.Name;

    /// <summary>The place in the fleet, as tests name their variables: <c>first</c>, <c>second</c>, <c>third</c>, <c>fleet[3]</c>.</summary>
    public string Role { get; }

    /// <summary>The host name and mDNS instance name.</summary>
    public string Hostname => Document.Hostname;

    /// <summary>The host name with <c>.local</c>.</summary>
    public string LocalName => $"{Hostname}.local";

    /// <summary>The id in the TXT record and, since 2026-07, in rows.</summary>
    public string DeviceId => Document.DeviceId;

    /// <summary>Address and port at which the other stations of the fleet reach it.</summary>
    public string PeerHost => Document.PeerHost;

    /// <summary>The fleet that it belongs to.</summary>
    public Fleet Fleet { get; }

    /// <summary>Its emulator.</summary>
    public Emulator Emulator { get; }

    /// <summary>The contract of its API generation.</summary>
    public Contract Contract => Fleet.Contract;

    /// <summary>The user and password that each request to the firmware has; null for none.</summary>
    public NetworkCredential? Credentials { get; set; }

    /// <summary>The role of a station by its index in the fleet.</summary>
    internal static string RoleOf(int index) => index < Roles.Length ? Roles[index] : $"fleet[{index}]";

    internal StationDocument Document { get; private set; }

    internal IPAddress Address => IPEndPoint.Parse(PeerHost).Address;

    internal bool IsRunning { get; private set; } = true;

    internal IAuthenticator? Authenticator => Credentials is { } user ? new HttpBasicAuthenticator(user.UserName, user.Password) : null;

    internal bool HasSerialFault { get; private set; }

    /// <summary>Whether something other than its peers may differ from a fresh station.</summary>
    internal bool IsDirty { get; private set; }

    /// <summary><c>GET /loadsharing/peers</c></summary>
    public async Task<PeerList> GetPeersAsync() => PeerList.Read(this, await SendAsync(Method.Get, Peers), Fleet.IsForeign);

    /// <summary>The row of a host in <c>GET /loadsharing/peers</c>; asserts that there is one.</summary>
    public async Task<Peer> GetPeerAsync(string host) => (await GetPeersAsync()).Only(host);

    /// <summary>The row of a station in <c>GET /loadsharing/peers</c>; asserts that there is one.</summary>
    public async Task<Peer> GetPeerAsync(Station other) => (await GetPeersAsync()).Only(other);

    /// <summary><c>POST /loadsharing/peers</c></summary>
    /// <param name="reciprocal">False keeps the station from adding itself to the other one; null leaves the field out.</param>
    public Task<Response> AddPeerAsync(string host, bool? reciprocal = null) =>
        SendAsync(Method.Post, Peers, JsonSerializer.Serialize(new { host, reciprocal }, FirmwareJson.Options));

    /// <summary><c>DELETE /loadsharing/peers/{host}</c></summary>
    public Task<Response> DeletePeerAsync(string host)
    {
        var encoded = Uri.EscapeDataString(host);
        return SendAsync(Method.Delete, $"{Peers}/{(Contract.DecodesPath ? encoded : encoded.Replace("%3A", ":", StringComparison.Ordinal))}");
    }

    /// <summary><c>PUT /loadsharing/peers/{host}</c></summary>
    public Task<Response> SetPriorityAsync(string host, int priority) =>
        SendAsync(Method.Put, $"{Peers}/{Uri.EscapeDataString(host)}", JsonSerializer.Serialize(new { priority }, FirmwareJson.Options));

    /// <summary><c>POST /loadsharing/discover</c>: the firmware answers at once and browses later.</summary>
    public Task<Response> TriggerDiscoveryAsync() => SendAsync(Method.Post, "/loadsharing/discover");

    /// <summary><c>GET /loadsharing/status</c></summary>
    public async Task<GroupStatus> GetStatusAsync() =>
        GroupStatus.Read((await SendAsync(Method.Get, "/loadsharing/status")).ShouldBeJson());

    /// <summary><c>GET /config</c>: a flat object of all settings.</summary>
    public async Task<JsonElement> GetConfigAsync() => (await SendAsync(Method.Get, "/config")).ShouldBeJson();

    /// <summary><c>POST /config</c>; asserts that the settings are accepted.</summary>
    /// <param name="settings">The settings to change.</param>
    public async Task SetConfigAsync(object settings)
    {
        if (Fleet.IsWatched && Contract.HasRoles && settings is GroupSettings { Role: "controller" or "member" })
        {
            Fleet.BeginWatch();
        }

        (await SendAsync(Method.Post, "/config", JsonSerializer.Serialize(settings, FirmwareJson.Options))).ShouldBeJson();
    }

    /// <summary>The <c>state</c> in <c>GET /status</c>, as the firmware last read it from the charger.</summary>
    /// <exception cref="AssertFailedException">The firmware has not read the charger's limits. A controller without limits gives itself 0 A.</exception>
    public async Task<int?> GetChargerStateAsync()
    {
        var status = (await SendAsync(Method.Get, "/status")).ShouldBeJson();
        return status.Number("max_current") > 0
            ? status.Integer("state")
            : throw new AssertFailedException($"Expected {this} to know the limits of its charger, but max_current in GET /status is 0.");
    }

    /// <summary><c>GET /claims</c>: the claims on the charger.</summary>
    public async Task<IReadOnlyList<Claim>> GetClaimsAsync() =>
        [.. (await SendAsync(Method.Get, "/claims")).ShouldBeJson().EnumerateArray().Select(Claim.Read)];

    /// <summary>The claim of the limit that load sharing sets; null if there is none.</summary>
    public async Task<Claim?> GetLimitAsync() => (await GetClaimsAsync()).SingleOrDefault(claim => claim.Client == Claim.LoadSharing);

    /// <summary>Asserts the claim of the limit that load sharing sets.</summary>
    /// <param name="expected">The claim; null for none.</param>
    public async Task ShouldHaveLimitAsync(Claim? expected)
    {
        var actual = await GetLimitAsync();
        if (actual != expected)
        {
            throw new AssertFailedException($"Expected load sharing to set {this} {Claim.Words(expected)}, but it sets {Claim.Words(actual)}.");
        }
    }

    /// <summary>Asserts a setting in <c>GET /config</c>.</summary>
    /// <param name="expected">Its value as JSON.</param>
    public async Task ShouldHaveSettingAsync(string name, string expected)
    {
        var actual = (await GetConfigAsync()).TryGetProperty(name, out var value) ? value.GetRawText() : "missing";
        if (actual != expected)
        {
            throw new AssertFailedException($"Expected {name} of {this} to be {expected}, but it is {actual}.");
        }
    }

    /// <summary>The <c>properties</c> of <c>GET /claims/target</c>: the state and current that result from all claims.</summary>
    public async Task<JsonElement> GetTargetAsync() => (await SendAsync(Method.Get, "/claims/target")).ShouldBeJson().GetProperty("properties");

    /// <summary><c>POST /override</c>: a charge current that the user sets by hand, in A; asserts that it is accepted.</summary>
    public async Task OverrideAsync(double amps) =>
        (await SendAsync(Method.Post, "/override", JsonSerializer.Serialize(new { state = "active", charge_current = amps }, FirmwareJson.Options)))
            .ShouldBe(HttpStatusCode.Created);

    /// <summary>Opens <c>/ws</c> as a browser does.</summary>
    public Task<WebSocketClient> OpenWebSocketAsync() => WebSocketClient.OpenAsync(this);

    /// <summary>Makes the station browse periodically. Since 2026-09 it does so only with load sharing enabled.</summary>
    public Task EnableSweepsAsync() => Contract.SweepsOnlyWhileEnabled ? SetConfigAsync(new GroupSettings { Enabled = true }) : Task.CompletedTask;

    /// <summary>Any request to the firmware.</summary>
    /// <param name="path">Sent unchanged: the caller percent-encodes it.</param>
    /// <exception cref="NoAnswerException">There was no answer. The message names the component that exited, if one did.</exception>
    public async Task<Response> SendAsync(Method method, string path, string? body = null, string contentType = "application/json")
    {
        IsDirty |= method != Method.Get && !path.StartsWith("/loadsharing/", StringComparison.Ordinal);
        var request = new RestRequest(path, method)
        {
            Authenticator = Authenticator,
            Interceptors = [new ExactPath(Document.FirmwareUrl.GetLeftPart(UriPartial.Authority) + path)],
        };
        if (body is not null)
        {
            request.AddStringBody(body, (RestSharp.ContentType)contentType);
        }

        return await ExecuteAsync(_firmware, request, $"{method.ToString().ToUpperInvariant()} {path}{(body is null ? "" : $" {body}")}");
    }

    /// <summary>Adds a host without a reciprocal update; asserts that it is accepted.</summary>
    public async Task JoinAsync(string host) => (await AddPeerAsync(host, reciprocal: Contract.PushesUpdates ? false : null)).ShouldBe(Answer.Done);

    /// <summary>Discovers another station and adds it under the host that this station lists, without a reciprocal update.</summary>
    public Task JoinAsync(Station other) => JoinAsync([other]);

    /// <inheritdoc cref="JoinAsync(Station)"/>
    public async Task JoinAsync(IEnumerable<Station> others)
    {
        foreach (var other in others)
        {
            var host = "";
            await Fleet.DiscoverUntilAsync(async () =>
            {
                var peer = await GetPeerAsync(other);
                peer.ShouldBeSettled(other);
                host = peer.Host;
            });
            await JoinAsync(host);
        }
    }

    /// <summary>The role with the name in the lab: <c>first (station-7)</c>.</summary>
    public override string ToString() => $"{Role} ({Name})";

    public void Dispose()
    {
        _firmware.Dispose();
        Emulator.Dispose();
    }

    /// <summary>Notes that something other than its peers may differ from a fresh station.</summary>
    internal void MarkDirty() => IsDirty = true;

    /// <summary>Whether a row belongs to this station: by host name or, where rows have device ids, by id.</summary>
    internal bool IsIn(Peer row) => HostNames.AreEqual(row.HostName, Hostname) || HostNames.AreEqual(row.Id, Document.DeviceId);

    /// <summary>Whether a host name is this station's, or was before a rename.</summary>
    internal bool HasOrHadName(string hostname) => _formerHostnames.Append(Hostname).Any(name => HostNames.AreEqual(name, hostname));

    /// <summary>Whether an address leads to this station. On a shared link, the service of a station may have any address of this machine.</summary>
    internal bool IsAt(string address) => IPAddress.TryParse(address, out var parsed)
        && (parsed.Equals(Address) || (Fleet.SharesLink && NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(each => each.GetIPProperties().UnicastAddresses).Any(own => own.Address.Equals(parsed))));

    /// <summary>Sends a request to a component of the station, and logs it.</summary>
    /// <param name="component">The client of the component.</param>
    /// <param name="request">The request.</param>
    /// <param name="line">The request in one line.</param>
    /// <exception cref="NoAnswerException">There was no answer. The message names the component that exited, if one did.</exception>
    internal async Task<Response> ExecuteAsync(RestClient component, RestRequest request, string line)
    {
        var entry = Fleet.Log.Begin(this, line);
        var change = request.Method == Method.Get ? null : Change(line);
        Fleet.Watch?.Begin(this, change, line);
        var answer = await component.ExecuteAsync(request, Fleet.Cancellation);
        Fleet.Watch?.End(change);
        if (HttpClients.IsBodyTooLong(answer))
        {
            entry.Outcome = $"→ a body of more than {HttpClients.MaximumBody}";
            throw new NoAnswerException(
                $"Expected {line} on {this} to be answered with a body of at most {HttpClients.MaximumBody}, but the body is longer. The rest was not read.");
        }

        if (answer.ResponseStatus != ResponseStatus.Completed)
        {
            entry.Outcome = $"→ {HttpClients.Reason(answer)}";
            Fleet.Cancellation.ThrowIfCancellationRequested();
            throw await Fleet.ExplainNoAnswerAsync(this, $"{line} ({HttpClients.Reason(answer)})");
        }

        var response = new Response($"{line} on {this}", answer.StatusCode, answer.ContentType, answer.Content ?? "");
        Fleet.Log.End(entry, response);
        return response;
    }

    // What a request changes in the eyes of the budget monitor; null for a discovery, which changes nothing.
    private static ActionKind? Change(string line) =>
        line.Contains("/discover", StringComparison.Ordinal) ? null
        : line.Contains("/loadsharing/peers", StringComparison.Ordinal) ? ActionKind.Peers
        : line.Contains("loadsharing_role", StringComparison.Ordinal) ? ActionKind.Role
        : line.Contains("/config", StringComparison.Ordinal) ? ActionKind.Settings
        : ActionKind.Car;

    // System.Uri would rewrite a path that cannot be decoded, such as /%zz.
    private sealed class ExactPath(string url) : RestSharp.Interceptors.Interceptor
    {
        public override ValueTask BeforeHttpRequest(HttpRequestMessage requestMessage, CancellationToken cancellationToken)
        {
            requestMessage.RequestUri = new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            return ValueTask.CompletedTask;
        }
    }
}
