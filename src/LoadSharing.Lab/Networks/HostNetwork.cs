using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>This machine's own network, which is there whether a fleet is or not.</summary>
internal sealed class HostNetwork : INetwork
{
    private HostNetwork()
    {
    }

    /// <summary>It.</summary>
    public static HostNetwork Instance { get; } = new();

    /// <inheritdoc />
    public string StationAddress => INetwork.NeighbourAddress;

    /// <inheritdoc />
    public string TestAddress => INetwork.NeighbourAddress;

    /// <inheritdoc />
    public IReadOnlyList<ComponentFailure> Ended => [];

    /// <inheritdoc />
    public int? FirmwarePortOf(int index) => null;

    /// <inheritdoc />
    public ProcessCommand Inside(ProcessCommand command) => command;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
