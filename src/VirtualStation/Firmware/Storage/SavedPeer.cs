namespace VirtualStation.Firmware.Storage;

/// <summary>A joined peer as it is kept over a restart.</summary>
/// <param name="Id">Empty where it was never met.</param>
/// <param name="Host">As it is listed.</param>
internal sealed record SavedPeer(string Id, string Host);
