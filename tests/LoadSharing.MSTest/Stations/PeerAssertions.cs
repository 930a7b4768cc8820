namespace LoadSharing.MSTest.Stations;

/// <summary>Assertions on the row of a discovered station.</summary>
public static class PeerAssertions
{
    /// <summary>Asserts that the row is online, has the station's address, and describes it.</summary>
    public static void ShouldBeDiscovered(this Peer peer, Station station, bool joined = false)
    {
        peer.ShouldBe(joined: joined, online: true);
        Expect(peer, peer.Ip is null || (peer.HasAddress && station.IsAt(peer.Ip)), station, "ip", peer.Ip, $"{station.Address}");
        peer.ShouldDescribe(station);
    }

    /// <summary>Asserts the fields that identify the station: <c>id</c>, <c>name</c>, <c>host</c> and, where rows have one, <c>url</c>.</summary>
    public static void ShouldDescribe(this Peer peer, Station station)
    {
        var (contract, document) = (station.Contract, station.Document);
        Expect(peer, peer.Id is null || peer.Id == contract.PeerId(document), station, "id", peer.Id, contract.PeerId(document));
        Expect(peer, peer.Name is null || peer.Name == contract.PeerName(document), station, "name", peer.Name, contract.PeerName(document));
        Expect(
            peer,
            HostNames.AreEqual(peer.Host, station.LocalName) || HostNames.AreEqual(peer.Host, contract.SettledHost(document)),
            station,
            "host",
            peer.Host,
            $"{station.LocalName} or, after the second discovery, {contract.SettledHost(document)}");
        Expect(
            peer,
            peer.Url is null || (Uri.TryCreate(peer.Url, UriKind.Absolute, out var url)
                && url.Scheme == Uri.UriSchemeHttp
                && url.Port == document.FirmwareUrl.Port
                && (HostNames.AreEqual(url.Host, station.LocalName) || station.IsAt(url.Host))),
            station,
            "url",
            peer.Url,
            $"http://{station.LocalName}:{document.FirmwareUrl.Port}/ or the same with {station.Address}");
    }

    /// <summary>Asserts that the row has the host that further discoveries keep.</summary>
    public static void ShouldBeSettled(this Peer peer, Station station) =>
        Expect(
            peer,
            HostNames.AreEqual(peer.Host, station.Contract.SettledHost(station.Document)),
            station,
            "host",
            peer.Host,
            station.Contract.SettledHost(station.Document));

    private static void Expect(Peer peer, bool holds, Station station, string field, string? actual, string? expected)
    {
        if (!holds)
        {
            throw new AssertFailedException(
                $"Expected the row of {station} to have {field} {expected}, but it has {actual}."
                + RowText.Fields(peer, new Dictionary<string, string> { [field] = $"{expected}" }));
        }
    }
}
