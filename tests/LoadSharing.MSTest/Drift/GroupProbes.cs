using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Drift;

/// <summary>Probes of a station that has discovered another one.</summary>
/// <param name="station">The station that is asked.</param>
/// <param name="other">The station that it discovers, and that has load sharing enabled.</param>
/// <param name="last">The station that is stopped at the end.</param>
internal sealed class GroupProbes(Station station, Station other, Station last)
{
    private const string Unknown = "no-such-charger.local";

    /// <inheritdoc cref="AloneProbes.All"/>
    public IReadOnlyList<(string Line, Func<Task<object>> Observe)> All =>
    [
        (nameof(Contract.SettledHost), SettledHostAsync),
        (nameof(Contract.PeerId), async () => (await RowAsync()).Id ?? throw new AssertFailedException("the row has no id")),
        (nameof(Contract.PeerName), async () => (await RowAsync()).Name ?? throw new AssertFailedException("the row has no name")),
        (nameof(Contract.PublishedPort), async () => (await ServiceAsync()).Port),
        (nameof(Contract.PublishedText), PublishedTextAsync),
        (nameof(Contract.PeerFields), PeerFieldsAsync),
        (nameof(Contract.StatusRowFields), async () => Fields(await StatusRowAsync(other.IsIn))),
        (nameof(Contract.StatusRowFieldsOfOwn), () => FurtherFieldsAsync(station.IsIn, station.Contract.StatusRowFieldsOfOwn)),
        (nameof(Contract.StatusRowFieldsOfUnreachable), () =>
            FurtherFieldsAsync(row => row.Host == Unknown, station.Contract.StatusRowFieldsOfUnreachable)),
        (nameof(Contract.PeerStatusFields), PeerStatusFieldsAsync),
        (nameof(Contract.KeepsRows), KeepsRowsAsync),
    ];

    /// <summary>Whether the station, with load sharing off, lists the other one although no request made it browse.</summary>
    public Task<bool> ListsUnaskedAsync(Station watched, Station wanted) => Observation.ReadUntilAsync(
        async () => (await watched.GetPeersAsync()).Of(wanted).Count > 0, isListed => isListed, FirmwareTimeout.Seconds(25), station.Fleet.Cancellation);

    private async Task<object> SettledHostAsync()
    {
        var host = "";
        var expected = station.Contract.SettledHost(other.Document);
        try
        {
            await station.Fleet.DiscoverUntilAsync(async () =>
            {
                host = (await RowAsync()).Host;
                host.Should().Be(expected);
                (await station.GetPeersAsync()).Of(last).Should().NotBeEmpty();
            });
        }
        catch (AssertFailedException exception) when (host.Length > 0 && exception is not NoAnswerException)
        {
            // Another rule for the host, which is the observation.
        }

        return host;
    }

    private async Task<object> PublishedTextAsync()
    {
        var variable = Contract.All.SelectMany(contract => contract.PublishedText(other.Document)).Where(entry => entry.Value is null)
            .Select(entry => entry.Key).ToHashSet();
        return (await ServiceAsync()).Text.ToDictionary(
            entry => entry.Key, entry => variable.Contains(entry.Key) && entry.Value.Length > 0 ? null : entry.Value);
    }

    private async Task<object> PeerFieldsAsync()
    {
        await station.AddPeerAsync(Unknown, reciprocal: false);
        var rows = (await station.SendAsync(Method.Get, "/loadsharing/peers")).ShouldBeJson().EnumerateArray().Select(Observation.Fields).ToList();
        return rows.SelectMany(row => row).Distinct().Select(name => rows.All(row => row.Contains(name)) ? name : $"{name} in some rows").ToList();
    }

    private async Task<object> FurtherFieldsAsync(Func<Peer, bool> isWanted, IReadOnlyList<string> expected)
    {
        var usual = Fields(await StatusRowAsync(other.IsIn));

        // A field that is missing in every row is reported by the line of all rows.
        return await Observation.ReadUntilAsync(
            async () => Fields(await StatusRowAsync(isWanted)).Except(usual).ToList(),
            fields => expected.All(fields.Contains),
            FirmwareTimeout.Seconds(12),
            station.Fleet.Cancellation);
    }

    private async Task<object> PeerStatusFieldsAsync()
    {
        await station.AddPeerAsync((await RowAsync()).Host, reciprocal: false);
        var row = await Observation.ReadUntilAsync(
            () => StatusRowAsync(other.IsIn),
            row => row is null || row.Value.Field("status", FieldType.Record) is not null,
            Timeouts.StatusIngestion,
            station.Fleet.Cancellation);
        return row is null ? Fields(null) : Fields(row.Value.Field("status", FieldType.Record)
            ?? throw new AssertFailedException($"the row of a joined station has no status: {row.Value.GetRawText()}"));
    }

    private async Task<object> KeepsRowsAsync()
    {
        await station.AddPeerAsync("no-such-charger-3.local", reciprocal: false);
        await station.DeletePeerAsync("no-such-charger-3.local");
        var keepsDeleted = (await station.GetPeersAsync()).Of("no-such-charger-3.local").Count > 0;

        await last.StopAsync();
        var rows = (IReadOnlyList<Peer>)[];
        await station.Fleet.DiscoverUntilAsync(async () =>
        {
            rows = (await station.GetPeersAsync()).Of(last);
            rows.Should().NotContain(row => row.Online != false, "a stopped station is not listed as online");
        });
        return keepsDeleted == rows.Count > 0
            ? keepsDeleted
            : throw new AssertFailedException($"the row of a deleted host {Stays(keepsDeleted)}, and that of a stopped station {Stays(rows.Count > 0)}");

        static string Stays(bool isListed) => isListed ? "stays" : "is gone";
    }

    private async Task<Peer> RowAsync() => (await station.GetPeersAsync()).Only(other);

    private async Task<BrowseResult> ServiceAsync()
    {
        var found = await Observation.ReadUntilAsync(
            station.Fleet.BrowseAsync, services => services.Any(IsOther), Timeouts.Discovery, station.Fleet.Cancellation);
        return found.FirstOrDefault(IsOther) ?? throw new AssertFailedException($"no service of {other}; found: {string.Join("; ", found)}");

        bool IsOther(BrowseResult service) => HostNames.AreEqual(service.Instance, other.Hostname);
    }

    // Null if the firmware has no status of the group.
    private async Task<JsonElement?> StatusRowAsync(Func<Peer, bool> isWanted)
    {
        if (await station.ReadStatusAsync() is not { } status)
        {
            return null;
        }

        foreach (var row in status.Rows("peers").Where(row => isWanted(Peer.Read(row))))
        {
            return row;
        }

        throw new AssertFailedException($"no such row in {status.GetRawText()}");
    }

    private static IReadOnlyList<string> Fields(JsonElement? row) => row is null ? [] : Observation.Fields(row.Value);
}
