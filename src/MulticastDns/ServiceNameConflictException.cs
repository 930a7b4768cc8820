namespace MulticastDns;

/// <summary>Another responder on the link owns a name that was to be published, or that had been published (RFC 6762 §8, §9).</summary>
public sealed class ServiceNameConflictException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="name">The domain name in conflict, of a service instance or a host.</param>
    /// <param name="reason">How the conflict was detected.</param>
    public ServiceNameConflictException(string name, string reason)
        : base($"The name '{name}' is in use on this link: {reason}. Publish under another name.") => Name = name;

    /// <summary>The domain name in conflict, of a service instance or a host.</summary>
    public string Name { get; }
}
