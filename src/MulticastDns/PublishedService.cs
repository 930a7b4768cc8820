using MulticastDns.Engine;

namespace MulticastDns;

/// <summary>A service that a node has announced and answers queries for until it is disposed.</summary>
public sealed class PublishedService : IAsyncDisposable
{
    private readonly MulticastDnsNode _node;
    private readonly Publication _publication;

    internal PublishedService(MulticastDnsNode node, ServiceProfile profile, Publication publication)
    {
        _node = node;
        _publication = publication;
        Profile = profile;
    }

    /// <summary>The profile, unchanged.</summary>
    public ServiceProfile Profile { get; }

    /// <summary>Completes if a later conflict ends the publication (RFC 6762 §9); canceled when the service is disposed before.</summary>
    public Task<ServiceNameConflictException> NameLost => _publication.Lost.Task;

    /// <summary>Sends a goodbye and ends the publication. Further calls have no effect.</summary>
    public ValueTask DisposeAsync()
    {
        _node.Withdraw(_publication);
        return ValueTask.CompletedTask;
    }
}
