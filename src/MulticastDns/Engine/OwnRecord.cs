using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>A record this node is responsible for, and where its next multicast stands.</summary>
internal sealed class OwnRecord(DnsRecord record, bool isShared)
{
    public DnsRecord Record { get; } = record;

    /// <summary>True where other responders may have records of the same name and type: pointers (RFC 6762 §2).</summary>
    public bool IsShared { get; } = isShared;

    /// <summary>The publications that brought it: one, or several that share a host or a type.</summary>
    public List<Publication> Owners { get; } = [];

    /// <summary>True once the name is ours; before, it is only proposed.</summary>
    public bool IsActive => Owners.Exists(owner => owner.IsAnswering);

    public TimeSpan? LastMulticast { get; set; }

    /// <summary>When it is to be multicast as an answer, if it is.</summary>
    public TimeSpan? AnswerDue { get; set; }

    /// <summary>The only one who wants that answer and whose list of known answers goes on in a next packet (RFC 6762 §7.2).</summary>
    public IPEndPoint? TruncatedFrom { get; set; }
}
