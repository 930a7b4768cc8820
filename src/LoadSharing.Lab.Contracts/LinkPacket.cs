namespace LoadSharing.Lab.Contracts;

/// <summary>The packets on a fleet's mDNS link since the start of the recording, oldest first; of many, the newest 5,000.</summary>
public sealed record PacketsDocument(IReadOnlyList<LinkPacket> Packets);

/// <summary>An mDNS packet. Names have no final dot and the case of the packet; a dot within a label is escaped.</summary>
/// <param name="Time">When the lab received it.</param>
/// <param name="Source">The address of its sender.</param>
/// <param name="SourcePort">The port of its sender.</param>
/// <param name="IsResponse">Whether it is a response, else a query.</param>
/// <param name="Questions">Its questions.</param>
/// <param name="Records">The records of all sections. Those of a query are known answers and, in a probe, the proposed records.</param>
/// <param name="Data">The DNS message as it was received.</param>
public sealed record LinkPacket(
    DateTimeOffset Time,
    string Source,
    int SourcePort,
    bool IsResponse,
    IReadOnlyList<LinkQuestion> Questions,
    IReadOnlyList<LinkRecord> Records,
    ReadOnlyMemory<byte> Data)
{
    /// <inheritdoc />
    public override string ToString() => Records.Count > 0 && Records.All(record => record.TimeToLive == 0) ? $"goodbye {string.Join(", ", Records)}"
        : IsResponse ? $"answer {string.Join(", ", Records)}"
        : $"query {string.Join(", ", Questions)}{(Records.Count == 0 ? "" : $", known or proposed: {string.Join(", ", Records)}")}";
}

/// <summary>A question of a packet.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The record type, for example <c>PTR</c>.</param>
public sealed record LinkQuestion(string Name, string Type)
{
    /// <inheritdoc />
    public override string ToString() => $"{Name} {Type}";
}

/// <summary>A record of a packet.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="Type">The record type, for example <c>SRV</c>.</param>
/// <param name="TimeToLive">In seconds; 0 is a goodbye.</param>
/// <param name="Target">The name to which a PTR or SRV record points.</param>
/// <param name="Port">The port of an SRV record.</param>
/// <param name="Address">The address of an A or AAAA record.</param>
/// <param name="Text">The entries of a TXT record.</param>
public sealed record LinkRecord(
    string Name, string Type, uint TimeToLive, string? Target, int? Port, string? Address, IReadOnlyDictionary<string, string>? Text)
{
    /// <inheritdoc />
    public override string ToString() => $"{Name} {Type} {Target ?? Address}{(Port is null ? "" : $":{Port}")}"
        + (Text is null ? "" : $"{{{string.Join(", ", Text.Select(entry => $"{entry.Key}={entry.Value}"))}}}");
}
