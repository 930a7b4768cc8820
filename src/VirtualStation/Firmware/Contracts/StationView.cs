using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Contracts;

/// <summary>What the documents of a station are written from.</summary>
internal sealed record StationView(IPeerRegistry Peers, GroupSettings Group, ChargerReading Charger);
