namespace MulticastDns;

/// <summary>Another responder on the link holds a name that was to be, or had been, published (RFC 6762 §8, §9).</summary>
public sealed class ServiceNameConflictException : Exception
{
    /// <summary>Names the contested name and the evidence.</summary>
    public ServiceNameConflictException(string name, string reason)
        : base($"The name '{name}' is taken on this link: {reason}. Publish under another name.") => Name = name;

    /// <summary>The contested name: an instance's or a host's, in full.</summary>
    public string Name { get; }
}
