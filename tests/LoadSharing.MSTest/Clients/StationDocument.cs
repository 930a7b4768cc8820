namespace LoadSharing.MSTest.Clients;

/// <summary>The lab's word on one station.</summary>
/// <param name="Hostname">What it publishes over mDNS, without <c>.local</c>.</param>
/// <param name="DeviceId">Its id as published in the TXT record: 12 hexadecimal digits.</param>
/// <param name="PeerHost">Host and port at which the other stations of its fleet reach it.</param>
internal sealed record StationDocument(string Name, string Hostname, string DeviceId, Uri FirmwareUrl, string PeerHost, Uri EmulatorUrl);
