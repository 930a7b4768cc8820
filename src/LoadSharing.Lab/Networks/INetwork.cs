using System.Net;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>What joins the stations of a fleet to each other, and to the tests.</summary>
internal interface INetwork : IAsyncDisposable
{
    /// <summary>The address that the tests reach the stations at.</summary>
    string StationAddress { get; }

    /// <summary>The address that the stations reach the tests at.</summary>
    string TestAddress { get; }

    /// <summary>The address that the stations reach each other at: they have one loopback interface.</summary>
    static string NeighbourAddress { get; } = IPAddress.Loopback.ToString();

    /// <summary>What of the network ended by itself.</summary>
    IReadOnlyList<ComponentFailure> Ended { get; }

    /// <summary>TCP port of the HTTP API of a fleet's n-th firmware, from 0, where ports are the network's own; null where they are this machine's.</summary>
    int? FirmwarePortOf(int index);

    /// <summary>The same command, run in this network, as this user.</summary>
    ProcessCommand Inside(ProcessCommand command);
}
