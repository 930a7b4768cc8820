using MulticastDns;

namespace VirtualStation.Firmware.Defects.Naming;

internal sealed class ConflictNumbered() : Defect("conflict-numbered", "A second station with a name that is taken publishes itself under that name with a number, which nobody can resolve to it.")
{
    public override ServiceProfile? OnConflict(ServiceProfile profile) => profile with { Instance = $"{profile.Instance}-2", HostName = $"{profile.HostName}-2" };
}
