using System.Net;

namespace MulticastDns;

/// <summary>A discovered and resolved service instance (RFC 6763). Equality is by value; the order and case of text keys are ignored.</summary>
/// <param name="Instance">The instance name, unescaped.</param>
/// <param name="Type">The service type, as given to the browse.</param>
/// <param name="HostName">The target of the SRV record without .local. A target outside .local is given in full, with a final dot.</param>
/// <param name="Port">The port of the SRV record.</param>
/// <param name="Addresses">The addresses of the host: IPv4 first, each family in numerical order.</param>
/// <param name="Text">The TXT record: the first value of each key; a key without value has the empty value.</param>
public sealed record ServiceInstance(
    string Instance,
    string Type,
    string HostName,
    int Port,
    IReadOnlyList<IPAddress> Addresses,
    IReadOnlyDictionary<string, string> Text)
{
    /// <inheritdoc />
    public bool Equals(ServiceInstance? other) =>
        other is not null
        && Instance == other.Instance
        && Type == other.Type
        && HostName == other.HostName
        && Port == other.Port
        && Addresses.SequenceEqual(other.Addresses)
        && Text.Count == other.Text.Count
        && Text.All(entry => other.Text.TryGetValue(entry.Key, out var value) && value == entry.Value);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Instance, Type, HostName, Port, Addresses.Count, Text.Count);
}
