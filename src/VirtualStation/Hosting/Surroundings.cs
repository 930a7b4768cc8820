namespace VirtualStation.Hosting;

/// <summary>What a command finds around it: that of the process, or what the host gives to one of the stations it runs.</summary>
/// <param name="Variable">Gives the value of an environment variable, or null.</param>
/// <param name="Directory">The working directory: a firmware's state lives there.</param>
/// <param name="Output">Where it writes.</param>
/// <param name="Power">How long it runs.</param>
internal sealed record Surroundings(Func<string, string?> Variable, string Directory, TextWriter Output, Power Power);
