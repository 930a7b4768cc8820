using System.Net;

namespace MulticastDns;

/// <summary>A packet that a <see cref="LinkListener"/> received. Names are in presentation format without the final dot, in the case of the packet.</summary>
/// <param name="Time">When it was received.</param>
/// <param name="Source">The address and port of its sender.</param>
/// <param name="IsResponse">Whether it is a response, else a query.</param>
/// <param name="Questions">Its questions.</param>
/// <param name="Records">The records of all sections: of a response the answers, of a query the known answers, of a probe the proposed records.</param>
/// <param name="Data">The DNS message as it was received.</param>
public sealed record LinkPacket(
    DateTimeOffset Time,
    IPEndPoint Source,
    bool IsResponse,
    IReadOnlyList<LinkQuestion> Questions,
    IReadOnlyList<LinkRecord> Records,
    ReadOnlyMemory<byte> Data);

/// <summary>A question of a packet.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The record type, for example PTR.</param>
public sealed record LinkQuestion(string Name, string Type);

/// <summary>A record of a packet.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="Type">The record type, for example SRV.</param>
/// <param name="TimeToLive">In seconds; 0 is a goodbye.</param>
public sealed record LinkRecord(string Name, string Type, uint TimeToLive)
{
    /// <summary>The name to which a PTR or SRV record points; null for other types.</summary>
    public string? Target { get; init; }

    /// <summary>The port of an SRV record; null for other types.</summary>
    public int? Port { get; init; }

    /// <summary>The entries of a TXT record; null for other types.</summary>
    public IReadOnlyDictionary<string, string>? Text { get; init; }

    /// <summary>The address of an A or AAAA record; null for other types.</summary>
    public IPAddress? Address { get; init; }
}
