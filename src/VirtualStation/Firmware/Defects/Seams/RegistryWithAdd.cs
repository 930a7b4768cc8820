using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>A registry that adds in its own way.</summary>
internal sealed class RegistryWithAdd(IPeerRegistry sound, Func<string, AddOutcome> add) : Registry(sound)
{
    public override AddOutcome Add(string host) => add(host);
}
