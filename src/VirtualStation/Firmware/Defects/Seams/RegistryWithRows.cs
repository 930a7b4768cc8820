using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Seams;

/// <summary>A registry that shows other rows than it has.</summary>
internal sealed class RegistryWithRows(IPeerRegistry sound, Func<IReadOnlyList<PeerRow>, IEnumerable<PeerRow>> shown) : Registry(sound)
{
    public override IReadOnlyList<PeerRow> Rows => [.. shown(Sound.Rows)];
}
