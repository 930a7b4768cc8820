namespace SuiteHost;

/// <summary>A request to run the suite.</summary>
/// <param name="Id">The prefix of the line that answers the request. No other line may start with it.</param>
/// <param name="Results">The file that gets the results.</param>
/// <param name="Arguments">The arguments of MSTest's runner.</param>
/// <param name="Environment">Environment variables to set; null removes one. They stay set for later requests.</param>
internal sealed record RunRequest(string Id, string Results, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment);
