using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>A registry that removes in its own way.</summary>
internal sealed class RegistryWithRemove(IPeerRegistry sound, Func<string, RemoveOutcome> remove) : Registry(sound)
{
    public override RemoveOutcome Remove(string host) => remove(host);
}
