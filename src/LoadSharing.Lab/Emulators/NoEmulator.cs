using System.Net;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Emulators;

/// <summary>No emulator: for firmware that runs without a charger, and tests that do not look at one.</summary>
internal sealed class NoEmulator : IEmulator
{
    private static readonly EmulatorState Always = new("");

    /// <inheritdoc />
    public string Description => "no emulator";

    /// <inheritdoc />
    public bool SharesProcess => true;

    /// <inheritdoc />
    public string Host { get; } = IPAddress.Loopback.ToString();

    /// <inheritdoc />
    public IComponent Create(StationSetup setup) => new AbsentComponent(ComponentKind.Emulator, setup);

    /// <inheritdoc />
    public Task<EmulatorState?> StateAsync(HttpClient http, Slot slot, TimeSpan patience) => Task.FromResult<EmulatorState?>(Always);
}
