using System.Security.Cryptography;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Firmware;

/// <summary>A native build of the WiFi firmware.</summary>
/// <param name="program">The program, as an absolute path.</param>
/// <param name="timeFactor">How many times as fast as the wall clock its time runs.</param>
internal sealed class NativeFirmware(string program, double timeFactor = 1) : IFirmware
{
    private readonly Lazy<string> _hash = new(() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(program)))[..12]);

    /// <inheritdoc />
    public string Description => $"firmware {program} (sha256 {_hash.Value}…)";

    /// <inheritdoc />
    public bool HasOwnLink => false;

    /// <inheritdoc />
    public double TimeFactor => timeFactor;

    /// <inheritdoc />
    public IComponent Create(StationSetup setup, IReadOnlyList<string> serial) =>
        FirmwareProcess.Create(setup, program, [], serial, environment: timeFactor == 1 ? null : FakeTime.Environment(timeFactor));
}
