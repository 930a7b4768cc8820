using System.Net;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>The network of a fleet.</summary>
internal interface INetwork : IAsyncDisposable
{
    /// <summary>The address at which stations reach each other if none has its own: they share a loopback interface.</summary>
    static string PeerAddress { get; } = IPAddress.Loopback.ToString();

    /// <summary>The address at which this machine reaches the stations, if none has its own.</summary>
    string StationAddress { get; }

    /// <summary>The address of a station that all others and this machine reach; null if the stations share one.</summary>
    /// <param name="index">The index of the station in its fleet.</param>
    string? OwnAddress(int index) => null;

    /// <summary>The address at which the stations reach this machine.</summary>
    string HostAddress { get; }

    /// <summary>The components of the network that exited unexpectedly.</summary>
    IReadOnlyList<ComponentFailure> Failures { get; }

    /// <summary>The TCP port of a firmware's HTTP API in a network with its own ports; null for the slot's port.</summary>
    /// <param name="index">The index of the station in its fleet.</param>
    int? FirmwarePort(int index);

    /// <summary>Whether it supports <see cref="ImpairAsync"/>.</summary>
    bool CanImpair => false;

    /// <summary>Whether it supports <see cref="SetUnreachableAsync"/>.</summary>
    bool CanPartition => false;

    /// <summary>Makes packets between the stations get lost or arrive late. Without loss and delay, the network is as before.</summary>
    /// <exception cref="LabException">The network is not the fleet's own, or the system refuses.</exception>
    Task ImpairAsync(ImpairmentRequest impairment) => throw new LabException(
        "Only a network namespace can lose and delay packets: this fleet shares the machine's network. "
        + "Use native firmware on Linux with --isolation=namespace.");

    /// <summary>Drops all TCP packets from a station to these peers, which stay on its mDNS link. Replaces the peers of an earlier call.</summary>
    /// <exception cref="LabException">The network is not the fleet's own, or the system refuses.</exception>
    Task SetUnreachableAsync(StationSpec station, IReadOnlyList<StationSpec> peers) => throw new LabException(
        "Only a fleet of virtual firmware or one in a network namespace can be partitioned: this fleet shares the machine's network. "
        + "Use --isolation=namespace.");

    /// <summary>A command that runs in this network as this user.</summary>
    ProcessCommand Enter(ProcessCommand command);
}
