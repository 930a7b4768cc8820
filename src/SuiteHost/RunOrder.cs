namespace SuiteHost;

/// <summary>A run that is asked for.</summary>
/// <param name="Id">Begins the line that says that it is over, before the runner's exit code: nothing else that is printed has it.</param>
/// <param name="Results">The file that gets its results.</param>
/// <param name="Arguments">The arguments of MSTest's runner.</param>
/// <param name="Environment">Variables that are set before; null removes one. They stay for the next run.</param>
internal sealed record RunOrder(string Id, string Results, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment);
