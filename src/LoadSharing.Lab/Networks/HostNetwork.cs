using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Networks;

/// <summary>The machine's network.</summary>
internal sealed class HostNetwork : INetwork
{
    private HostNetwork()
    {
    }

    public static HostNetwork Instance { get; } = new();

    /// <inheritdoc />
    public string StationAddress => INetwork.PeerAddress;

    /// <inheritdoc />
    public string HostAddress => INetwork.PeerAddress;

    /// <inheritdoc />
    public IReadOnlyList<ComponentFailure> Failures => [];

    /// <inheritdoc />
    public int? FirmwarePort(int index) => null;

    /// <inheritdoc />
    public ProcessCommand Enter(ProcessCommand command) => command;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
