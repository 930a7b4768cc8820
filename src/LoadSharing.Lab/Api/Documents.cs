using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Api;

/// <summary>Converts the lab's objects to the records of its REST API.</summary>
internal static class Documents
{
    public static StationDocument Of(Station station) => new(
        station.Name,
        station.HostName,
        station.Setup.ChipId.DeviceId,
        WithoutSlash(station.FirmwareUrl),
        station.PeerHost,
        WithoutSlash(station.EmulatorUrl),
        station.State);

    private static Uri WithoutSlash(Uri url) => new(url.ToString().TrimEnd('/'));
}
