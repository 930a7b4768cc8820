namespace LoadSharing.Lab.Contracts;

/// <summary>The services that a browser, which is independent of every firmware, found on a fleet's mDNS link.</summary>
/// <param name="Browser">The name of the browser.</param>
/// <param name="Services">The services of type <c>_openevse._tcp</c>, foreign stations' included.</param>
public sealed record BrowseDocument(string Browser, IReadOnlyList<BrowseResult> Services);

/// <summary>A service instance as its records describe it. Two results are equal if all values are, in any order of the TXT entries.</summary>
/// <param name="Instance">Its instance name: a firmware's host name.</param>
/// <param name="Target">The host of its SRV record, without <c>.local</c>.</param>
/// <param name="Port">The port of its SRV record.</param>
/// <param name="Text">Its TXT record.</param>
public sealed record BrowseResult(string Instance, string Target, int Port, IReadOnlyDictionary<string, string> Text)
{
    /// <inheritdoc />
    public bool Equals(BrowseResult? other) =>
        other is not null
        && Instance == other.Instance
        && Target == other.Target
        && Port == other.Port
        && Text.Count == other.Text.Count
        && Text.All(entry => other.Text.TryGetValue(entry.Key, out var value) && value == entry.Value);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Instance, Target, Port, Text.Count);

    /// <inheritdoc />
    public override string ToString() => $"{Instance} at {Target}:{Port} {{{string.Join(", ", Text.Select(entry => $"{entry.Key}={entry.Value}"))}}}";
}
