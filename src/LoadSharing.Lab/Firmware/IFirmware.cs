using LoadSharing.Lab.Components;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Firmware;

/// <summary>A kind of firmware.</summary>
internal interface IFirmware
{
    /// <summary>What it is, for reports: "virtual", or the program with its hash.</summary>
    string Description { get; }

    /// <summary>Whether each fleet has an mDNS link to itself on any network; else all on a network share its mDNS.</summary>
    bool HasOwnLink { get; }

    /// <summary>How many times as fast as the wall clock its time runs.</summary>
    double TimeFactor => 1;

    /// <summary>Whether all share a process.</summary>
    bool SharesProcess => false;

    /// <summary>The firmware's HTTP API.</summary>
    static Uri Url(StationSetup setup) => new UriBuilder(Uri.UriSchemeHttp, setup.Network.StationAddress, setup.FirmwarePort).Uri;

    /// <summary>Makes the firmware of a station; nothing is started yet.</summary>
    /// <param name="setup">The station.</param>
    /// <param name="serial">What it is told of its serial line.</param>
    IComponent Create(StationSetup setup, IReadOnlyList<string> serial);
}
