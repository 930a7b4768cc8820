using System.Security.Cryptography;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Networks;

namespace LoadSharing.Lab.Firmware;

/// <summary>A native build of the WiFi firmware.</summary>
/// <param name="program">The absolute path of the program.</param>
/// <param name="timeFactor">How many times as fast as the wall clock its time runs; other values than 1 need libfaketime.</param>
/// <param name="origin">Where the program comes from, for reports; null for its path.</param>
public sealed class NativeFirmware(string program, double timeFactor = 1, string? origin = null) : StationFirmware
{
    private readonly Lazy<string> _hash = new(() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(program)))[..12]);

    /// <inheritdoc />
    public override string Description => $"firmware {origin ?? program} (sha256 {_hash.Value}…)";

    /// <inheritdoc />
    public override double TimeFactor => timeFactor;

    internal override bool HasOwnLink => false;

    internal override Component Create(StationSpec station, IReadOnlyList<string> serialArguments, INetwork network, ComponentFactory components)
    {
        var environment = timeFactor == 1 ? new Dictionary<string, string?>() : FakeTime.Environment(timeFactor);
        var command = network.Enter(Command(station, program, serialArguments, environment));
        return components.Process(station.Component(ComponentKind.Firmware), command, Ready(station, components));
    }
}
