using MulticastDns;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class OneIdForAll() : Defect("one-id-for-all", "The published id is the placeholder of the build, and all stations are one device.")
{
    public override ServiceProfile Profile(ServiceProfile profile) =>
        profile with { Text = new Dictionary<string, string>(profile.Text) { ["id"] = StationIdentity.IdFromChip(StationIdentity.DefaultChipId)! } };
}
