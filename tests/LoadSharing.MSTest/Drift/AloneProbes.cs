using RestSharp;

namespace LoadSharing.MSTest.Drift;

/// <summary>Probes of a station that knows no other one. They build on one another, and start with a fresh station.</summary>
internal sealed class AloneProbes(Station station, PushListener listener)
{
    private const string Unknown = "no-such-charger.local";
    private const string SettingPrefix = "loadsharing_";
    private const string Encoded = "fe80::9:8:7";

    private IReadOnlyList<string> _statusFields = [];

    /// <summary>The probes by the line of the contract, in the order in which they must run.</summary>
    public IReadOnlyList<(string Line, Func<Task<object>> Observe)> All =>
    [
        (nameof(Contract.Settings), SettingsAsync),
        (nameof(Contract.OwnRow), OwnRowAsync),
        (nameof(Contract.ChargerStatusFields), ChargerStatusFieldsAsync),
        (nameof(Contract.HasStatus), HasStatusAsync),
        (nameof(Contract.StatusFields), StatusFieldsAsync),
        (nameof(Contract.AddOwnHost), AddOwnHostAsync),
        (nameof(Contract.AddJoinedHost), AddJoinedHostAsync),
        (nameof(Contract.HasPriorities), HasPrioritiesAsync),
        (nameof(Contract.DecodesPath), DecodesPathAsync),
        (nameof(Contract.PushesUpdates), PushesUpdatesAsync),
        (nameof(Contract.ChangeOfMember), ChangeOfMemberAsync),
        (nameof(Contract.StatusFieldsInFailsafe), StatusFieldsInFailsafeAsync),
        (nameof(Contract.LeavesAnyController), LeavesAnyControllerAsync),
    ];

    private async Task<object> SettingsAsync()
    {
        // Numbers that count changes, of any generation.
        var counters = Contract.All.SelectMany(contract => contract.Settings.Where(setting => setting.Value is null))
            .Select(setting => setting.Key).ToHashSet();
        return (await station.GetConfigAsync()).EnumerateObject()
            .Where(setting => setting.Name.StartsWith(SettingPrefix, StringComparison.Ordinal))
            .ToDictionary(setting => setting.Name, setting => counters.Contains(setting.Name) ? null : setting.Value.GetRawText());
    }

    private async Task<object> OwnRowAsync()
    {
        var peers = await Observation.ReadUntilAsync(station.GetPeersAsync, IsFirst, FirmwareTimeout.Seconds(5), station.Fleet.Cancellation);
        var own = peers.Of(station);
        return IsFirst(peers) ? OwnRow.AlwaysFirst
            : own.All(row => row.Joined == false) ? OwnRow.OnceDiscovered
            : throw new AssertFailedException($"the own row is {string.Join(" ", own)} in {peers}");

        bool IsFirst(PeerList list) => list.Count > 0 && station.IsIn(list[0]) && list[0] is { Joined: not false, Online: not false };
    }

    private async Task<object> ChargerStatusFieldsAsync() =>
        Observation.Fields((await station.SendAsync(Method.Get, "/status")).ShouldBeJson())
            .Where(name => name.StartsWith(SettingPrefix, StringComparison.Ordinal)).ToList();

    private async Task<object> HasStatusAsync() => await station.ReadStatusAsync() is not null;

    private async Task<object> StatusFieldsAsync() => _statusFields = await station.ReadStatusAsync() is { } status ? Observation.Fields(status) : [];

    private async Task<object> AddOwnHostAsync() => (await station.AddPeerAsync(station.LocalName)).Answer();

    private async Task<object> AddJoinedHostAsync()
    {
        await AddAsync(Unknown);
        return (await station.AddPeerAsync(Unknown)).Answer();
    }

    private async Task<object> HasPrioritiesAsync()
    {
        var response = await station.SetPriorityAsync(Unknown, 5);
        var rows = (await station.GetPeersAsync()).Of(Unknown);
        return response.Status switch
        {
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound => false,
            HttpStatusCode.OK when rows.Any(row => row.Priority == 5) => true,
            _ => throw new AssertFailedException($"{response.Request} was answered {response}, and the row is {string.Join(" ", rows)}"),
        };
    }

    private async Task<object> DecodesPathAsync()
    {
        await AddAsync(Encoded);
        await station.SendAsync(Method.Delete, $"/loadsharing/peers/{Uri.EscapeDataString(Encoded)}");
        return (await station.GetPeersAsync()).Of(Encoded).All(row => row.Joined != true);
    }

    private async Task<object> PushesUpdatesAsync()
    {
        await station.AddPeerAsync(listener.Host);
        return await Observation.ReadUntilAsync(
            () => Task.FromResult(listener.Pushes.Count > 0), isPushed => isPushed, FirmwareTimeout.Seconds(10), station.Fleet.Cancellation);
    }

    private async Task<object> ChangeOfMemberAsync()
    {
        // The shortest heartbeat, so that failsafe is soon active.
        await station.SetConfigAsync(new GroupSettings { HeartbeatSeconds = 5 });
        await station.SetConfigAsync(MemberTests.Member);
        return (await station.AddPeerAsync("no-such-charger-2.local", reciprocal: false)).Answer();
    }

    private async Task<object> StatusFieldsInFailsafeAsync()
    {
        if (await station.ReadStatusAsync() is null)
        {
            return _statusFields;
        }

        var status = await Observation.ReadUntilAsync(
            async () => (await station.ReadStatusAsync())!.Value,
            status => status.Flag("failsafe_active") == true,
            FirmwareTimeout.Seconds(45),
            station.Fleet.Cancellation);
        return status.Flag("failsafe_active") == true
            ? Observation.Fields(status).Except(_statusFields).ToList()
            : throw new AssertFailedException($"failsafe of a member without controller is not active: {status.GetRawText()}");
    }

    private async Task<object> LeavesAnyControllerAsync()
    {
        var before = await JoinedAsync();
        await station.SetConfigAsync(GroupSettings.Left);
        return before.Except(await JoinedAsync()).Any();

        async Task<List<string>> JoinedAsync() => [.. (await station.GetPeersAsync()).Where(row => row.Joined == true).Select(row => row.Host)];
    }

    private Task<Response> AddAsync(string host) => station.AddPeerAsync(host, reciprocal: false);
}
