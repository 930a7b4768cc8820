namespace Build.Suite.Proving;

/// <summary>A line to <c>suite-host</c>: a run of the suite.</summary>
/// <param name="Id">Begins the line that says that it is over.</param>
/// <param name="Results">The file that gets its results.</param>
/// <param name="Arguments">The arguments of MSTest's runner.</param>
/// <param name="Environment">Its variables; null removes one.</param>
internal sealed record SuiteOrder(string Id, string Results, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment);
