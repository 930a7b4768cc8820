using System.Net;

namespace MulticastDns;

/// <summary>A service instance found on the link, resolved. Equality is by value: text keys in any order and case, addresses in order.</summary>
/// <param name="Instance">The name people see, unescaped.</param>
/// <param name="Type">The type it was found under, as it was asked for.</param>
/// <param name="HostName">SRV's target without .local; a target outside .local in full with a final dot.</param>
/// <param name="Port">SRV's port.</param>
/// <param name="Addresses">A and AAAA of that host: IPv4 first, each family in numerical order.</param>
/// <param name="Text">TXT: the first value of each key; a key without value has the empty one.</param>
public sealed record ServiceInstance(
    string Instance,
    string Type,
    string HostName,
    int Port,
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyDictionary<string, string> Text)
{
    /// <summary>True when all six values are equal.</summary>
    public bool Equals(ServiceInstance? other) =>
        other is not null
        && Instance == other.Instance
        && Type == other.Type
        && HostName == other.HostName
        && Port == other.Port
        && Addresses.SequenceEqual(other.Addresses)
        && Text.Count == other.Text.Count
        && Text.All(entry => other.Text.TryGetValue(entry.Key, out var value) && value == entry.Value);

    /// <summary>Of the values that tell instances apart at little cost.</summary>
    public override int GetHashCode() => HashCode.Combine(Instance, Type, HostName, Port, Addresses.Count, Text.Count);
}
