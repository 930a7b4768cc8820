namespace Build.Tests.Support;

/// <summary>A fleet as the lab's API tells it.</summary>
internal sealed record LeasedFleet(
    string Id, string Contract, string Tested, bool IsUsed, IReadOnlyList<LeasedStation> Stations, IReadOnlyList<EndedPart> Ended);

/// <summary>A station as the lab's API tells it.</summary>
internal sealed record LeasedStation(string Name, string Hostname, string DeviceId, Uri FirmwareUrl, Uri EmulatorUrl, string State);

/// <summary>A fleet that was given back, as the lab's API tells it.</summary>
internal sealed record ReleasedFleet(IReadOnlyList<EndedPart> Ended);

/// <summary>A part that ended by itself, as the lab's API tells it.</summary>
internal sealed record EndedPart(
    string Station, string Part, string How, double After, string Log, IReadOnlyList<string> LastLines, string Message);
