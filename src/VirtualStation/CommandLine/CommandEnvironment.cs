using VirtualStation.Runtime;

namespace VirtualStation.CommandLine;

/// <summary>The environment of a command: that of the process, or the one that <c>virtual-station host</c> gives to a hosted station.</summary>
/// <param name="GetVariable">Returns the value of an environment variable, or null.</param>
/// <param name="WorkingDirectory">The directory of a firmware's state files.</param>
/// <param name="Output">Receives the log or the help text.</param>
/// <param name="Lifecycle">Stops the command.</param>
internal sealed record CommandEnvironment(Func<string, string?> GetVariable, string WorkingDirectory, TextWriter Output, StationLifecycle Lifecycle);
