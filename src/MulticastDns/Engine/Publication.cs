using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>One service being published: its names, its records and its state.</summary>
internal sealed class Publication(ServiceNames names)
{
    public ServiceNames Names { get; } = names;

    public List<OwnRecord> Records { get; } = [];

    public PublicationState State { get; set; }

    public bool IsAnswering => State is PublicationState.Announcing or PublicationState.Established;

    /// <summary>When the next probe or announcement is due, if one is.</summary>
    public TimeSpan? NextAt { get; set; }

    public int ProbesSent { get; set; }

    /// <summary>Completes with the first announcement, or with the conflict that prevents it.</summary>
    public TaskCompletionSource Established { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a conflict takes it off the air after that; cancelled when it is withdrawn.</summary>
    public TaskCompletionSource<ServiceNameConflictException> Lost { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The unique records under one of its names that a probe proposes, in the order of RFC 6762 §8.2.1.</summary>
    public IEnumerable<DnsRecord> Proposed(DnsName name) =>
        Records.Where(own => !own.IsShared && own.Record.Type != DnsType.Nsec && own.Record.Name.Equals(name)).Select(own => own.Record);
}
