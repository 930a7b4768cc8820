using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Discovery;

/// <summary>A station answered, or said goodbye.</summary>
internal sealed record StationSighting(DiscoveredStation Station, bool IsPresent);
