using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Structure;

internal sealed class Utf8Lost() : Defect("utf8-lost", "Texts are taken for ASCII, and every other character becomes a question mark.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) =>
        new RegistryWithAdd(registry, host => registry.Add(string.Concat(host.Select(character => char.IsAscii(character) ? character : '?'))));
}
