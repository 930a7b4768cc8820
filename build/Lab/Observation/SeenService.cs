namespace Build.Lab.Observation;

/// <summary>A service as an observer of the wire sees it. Equality is by value, the entries of the text in any order.</summary>
/// <param name="Instance">Its instance name: a firmware's host name.</param>
/// <param name="Target">The host its SRV record names, without <c>.local</c>.</param>
/// <param name="Port">The port its SRV record names.</param>
/// <param name="Text">Its TXT record.</param>
internal sealed record SeenService(string Instance, string Target, int Port, IReadOnlyDictionary<string, string> Text)
{
    /// <summary>True when all four values are equal.</summary>
    public bool Equals(SeenService? other) =>
        other is not null
        && Instance == other.Instance
        && Target == other.Target
        && Port == other.Port
        && Text.Count == other.Text.Count
        && Text.All(entry => other.Text.TryGetValue(entry.Key, out var value) && value == entry.Value);

    /// <summary>Of the values that tell services apart at little cost.</summary>
    public override int GetHashCode() => HashCode.Combine(Instance, Target, Port, Text.Count);
}
