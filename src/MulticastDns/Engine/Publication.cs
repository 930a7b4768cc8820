using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>A service that is being published, with its state.</summary>
internal sealed class Publication(ServiceRecords service)
{
    public ServiceRecords Service { get; } = service;

    public List<PublishedRecord> Records { get; } = [];

    public PublicationState State { get; set; }

    public bool IsAnnounced => State is PublicationState.Announcing or PublicationState.Established;

    /// <summary>When the next probe or announcement is due; null if none is.</summary>
    public TimeSpan? NextAt { get; set; }

    public int ProbesSent { get; set; }

    /// <summary>Completes with the first announcement, or fails with the conflict that prevents it.</summary>
    public TaskCompletionSource Established { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the conflict that ends an established publication; canceled by its withdrawal.</summary>
    public TaskCompletionSource<ServiceNameConflictException> Lost { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The unique records of a name, which a probe proposes (RFC 6762 §8.2).</summary>
    public IEnumerable<DnsRecord> Proposed(DnsName name) =>
        Records.Where(record => !record.IsShared && record.Record.Type != DnsType.Nsec && record.Record.Name.Equals(name)).Select(record => record.Record);
}

/// <summary>The state of a publication (RFC 6762 §8, §9).</summary>
internal enum PublicationState
{
    Probing,

    /// <summary>Announced once.</summary>
    Announcing,

    /// <summary>Announced twice.</summary>
    Established,

    /// <summary>Another responder owns one of the names.</summary>
    Lost,

    Withdrawn,
}
