namespace LoadSharing.MSTest.Clients;

/// <summary>A published service.</summary>
/// <param name="Instance">Its instance name.</param>
/// <param name="Target">The host of its SRV record, without <c>.local</c>.</param>
/// <param name="Port">The port of its SRV record.</param>
/// <param name="Text">Its TXT record.</param>
internal sealed record SeenServiceDocument(string Instance, string Target, int Port, IReadOnlyDictionary<string, string> Text)
{
    public override string ToString() => $"{Instance} at {Target}:{Port} {{{string.Join(", ", Text.Select(entry => $"{entry.Key}={entry.Value}"))}}}";
}
