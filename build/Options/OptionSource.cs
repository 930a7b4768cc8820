using Cake.Core;

namespace Build.Options;

/// <summary>Where option values come from: Cake's arguments and the environment.</summary>
/// <param name="arguments">The command line, parsed by Cake.</param>
/// <param name="environment">The environment variables.</param>
internal sealed class OptionSource(ICakeArguments arguments, ICakeEnvironment environment)
{
    /// <summary>All that was given on the command line.</summary>
    public IReadOnlyCollection<string> Names => [.. arguments.GetArguments().Keys];

    /// <summary>The values given for an option; a switch without value gives one empty text.</summary>
    /// <param name="name">The option's name without dashes.</param>
    /// <returns>The values in order.</returns>
    public IReadOnlyList<string> CommandLine(string name) => [.. arguments.GetArguments(name).Select(value => value ?? "")];

    /// <summary>An environment variable, or null.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value.</returns>
    public string? Environment(string name) => environment.GetEnvironmentVariable(name);

    /// <summary>The directory that relative paths on the command line start from.</summary>
    public string WorkingDirectory => environment.WorkingDirectory.FullPath;
}
