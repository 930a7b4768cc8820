using VirtualStation.Firmware.Peers;

namespace VirtualStation.Firmware.Discovery;

/// <summary>A station answered, or said goodbye.</summary>
internal readonly record struct StationSighting(DiscoveredStation Station, bool IsPresent);
