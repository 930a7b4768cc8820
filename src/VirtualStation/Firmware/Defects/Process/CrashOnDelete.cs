using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Defects.Process;

internal sealed class CrashOnDelete() : Defect("crash-on-delete", "A delete of a host that is nowhere listed follows a null pointer.")
{
    public override IPeerRegistry Registry(IPeerRegistry registry, StationIdentity self) => new RegistryWithRemove(registry, host =>
    {
        if (registry.Rows.All(row => row.Host != host) && !registry.IsLocal(host))
        {
            Power.Cut();
        }

        return registry.Remove(host);
    });
}
