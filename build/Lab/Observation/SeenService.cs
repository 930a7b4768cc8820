namespace Build.Lab.Observation;

/// <summary>A service as an observer of the wire sees it.</summary>
/// <param name="Instance">Its instance name: a firmware's host name.</param>
/// <param name="Target">The host its SRV record names, without <c>.local</c>.</param>
/// <param name="Port">The port its SRV record names.</param>
/// <param name="Text">Its TXT record.</param>
internal sealed record SeenService(string Instance, string Target, int Port, IReadOnlyDictionary<string, string> Text);
