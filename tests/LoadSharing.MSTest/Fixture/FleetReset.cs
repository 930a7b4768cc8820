namespace LoadSharing.MSTest.Fixture;

/// <summary>Makes the fleet of a passed test ready for the next test, if that is possible without a restart.</summary>
internal static class FleetReset
{
    /// <summary>
    /// Deletes the hosts that the test joined and that are not stations. A station that joined another one is left as it is: it follows that one, and
    /// firmware has crashed when such a peer was deleted.
    /// </summary>
    /// <returns>Whether every station lists the fleet's stations only, not joined, and has its first settings.</returns>
    public static async Task<bool> ResetAsync(Fleet fleet) => !fleet.Any(station => station.IsDirty || !station.IsRunning)
        && (await Task.WhenAll(fleet.Select(station => ResetAsync(station, fleet)))).All(isClean => isClean);

    private static async Task<bool> ResetAsync(Station station, Fleet fleet)
    {
        var joined = (await station.GetPeersAsync()).Where(row => row.Joined && !station.IsIn(row)).ToList();
        if (joined.Count == 0 || joined.Exists(row => fleet.Any(other => other.IsIn(row) || other.PeerHost == row.Host)))
        {
            return joined.Count == 0 && await IsCleanAsync();
        }

        foreach (var row in joined)
        {
            await station.DeletePeerAsync(row.Host);
        }

        return await IsCleanAsync();

        async Task<bool> IsCleanAsync() => (await station.GetPeersAsync()).All(row => station.IsIn(row) || (!row.Joined && fleet.Any(other => other.IsIn(row))));
    }
}
