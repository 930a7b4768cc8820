using System.Net;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Emulators;

/// <summary>Creates the emulators of a lab.</summary>
public abstract class StationEmulator
{
    private protected StationEmulator()
    {
    }

    /// <summary>The description for reports.</summary>
    public abstract string Description { get; }

    /// <summary>Whether the emulators of all stations share a process.</summary>
    internal virtual bool SharesProcess => false;

    /// <summary>The host on which an emulator listens.</summary>
    internal virtual string Host { get; } = IPAddress.Loopback.ToString();

    internal Uri Url(Slot slot) => new UriBuilder(Uri.UriSchemeHttp, Host, slot.EmulatorPort).Uri;

    internal abstract Component Create(StationSpec station, ComponentFactory components);

    /// <summary>Reads an emulator's state; null if it does not answer with a readable state.</summary>
    internal virtual Task<EmulatorState?> ReadStateAsync(Slot slot, ComponentFactory components) =>
        EmulatorState.ReadAsync(components.Http, Url(slot), components.Timeouts.Probe);
}

/// <summary>No emulator, for firmware that runs without one.</summary>
public sealed class NoEmulator : StationEmulator
{
    private static readonly EmulatorState Constant = new("");

    /// <inheritdoc />
    public override string Description => "no emulator";

    internal override bool SharesProcess => true;

    internal override Component Create(StationSpec station, ComponentFactory components) => new AbsentComponent(station.Component(ComponentKind.Emulator));

    internal override Task<EmulatorState?> ReadStateAsync(Slot slot, ComponentFactory components) => Task.FromResult<EmulatorState?>(Constant);
}
