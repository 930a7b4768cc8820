using MulticastDns.Engine;

namespace MulticastDns;

/// <summary>A service on the air. Disposing it says goodbye.</summary>
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

    /// <summary>What is published.</summary>
    public ServiceProfile Profile { get; }

    /// <summary>Completes when a later conflict has taken the service off the air (RFC 6762 §9); cancelled when it is disposed before.</summary>
    public Task<ServiceNameConflictException> NameLost => _publication.Lost.Task;

    /// <summary>Takes the service off the air with a goodbye. A second time does nothing.</summary>
    public ValueTask DisposeAsync()
    {
        _node.Withdraw(_publication);
        return ValueTask.CompletedTask;
    }
}
