using MulticastDns;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class WrongPort() : Defect("wrong-port", "The published port is a constant, not the one that the settings give.")
{
    private const int DefaultPort = 80;
    private const int OtherPort = 8080;

    public override ServiceProfile Profile(ServiceProfile profile) => profile with { Port = profile.Port == DefaultPort ? OtherPort : DefaultPort };
}
