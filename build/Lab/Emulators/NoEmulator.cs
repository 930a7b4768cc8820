using System.Net;
using Build.Lab.Parts;
using Build.Lab.Sessions;
using Build.Lab.Stations;

namespace Build.Lab.Emulators;

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
    public IPart Create(StationSetup setup) => new AbsentPart(PartKind.Emulator, setup);

    /// <inheritdoc />
    public Task<EmulatorState?> StateAsync(HttpClient http, Slot slot, TimeSpan patience) => Task.FromResult<EmulatorState?>(Always);
}
