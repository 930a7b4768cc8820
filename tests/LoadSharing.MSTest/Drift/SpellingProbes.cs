namespace LoadSharing.MSTest.Drift;

/// <summary>Probes of a station that is given several hosts of one device.</summary>
internal sealed class SpellingProbes(Station station, Station other)
{
    /// <inheritdoc cref="AloneProbes.All"/>
    public IReadOnlyList<(string Line, Func<Task<object>> Observe)> All =>
    [
        (nameof(Contract.ListsOwnAddress), ListsOwnAddressAsync),
        (nameof(Contract.MergesSpellings), MergesSpellingsAsync),
    ];

    // How long a station needs at most to read the configuration of a host.
    private static FirmwareTimeout OfReading => FirmwareTimeout.Seconds(12);

    private CancellationToken Cancellation => station.Fleet.Cancellation;

    private async Task<object> ListsOwnAddressAsync()
    {
        await station.AddPeerAsync(station.PeerHost, reciprocal: false);
        return await Observation.ReadUntilAsync(
            async () => (await station.GetPeersAsync()).Of(station.PeerHost).Any(row => row.Joined != false), isListed => !isListed, OfReading, Cancellation);
    }

    private async Task<object> MergesSpellingsAsync()
    {
        // The second spelling is added when the station has read the device's id under the first.
        await station.AddPeerAsync(other.PeerHost, reciprocal: false);
        await Observation.ReadUntilAsync(
            station.GetPeersAsync,
            peers => peers.Of(other.PeerHost).All(row => row.Id == other.DeviceId),
            station.Contract.Expect(v202602: FirmwareTimeout.Seconds(0), v202607: Timeouts.StatusIngestion),
            Cancellation);
        var spelling = $"localhost:{other.Document.FirmwareUrl.Port}";
        await station.AddPeerAsync(spelling, reciprocal: false);

        // A discovery merges rows, too, but into one with the discovered host.
        return await Observation.ReadUntilAsync(
            async () => (await station.GetPeersAsync()).Where(IsOfOther).ToList() is [var row] && row.Host == spelling,
            isMerged => isMerged,
            OfReading,
            Cancellation);

        bool IsOfOther(Peer row) => other.IsIn(row) || row.Host == other.PeerHost || row.Host == spelling;
    }
}
