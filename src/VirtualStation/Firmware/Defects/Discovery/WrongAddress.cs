using System.Net;
using MulticastDns;

namespace VirtualStation.Firmware.Defects.Discovery;

internal sealed class WrongAddress() : Defect("wrong-address", "The published address is that of the access point, where nobody on the network can reach the station.")
{
    public override ServiceProfile Profile(ServiceProfile profile) => profile with { Addresses = [IPAddress.Parse(StationIdentity.AccessPointAddress)] };
}
