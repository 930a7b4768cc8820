using Cake.Core;

namespace Build.Options;

/// <summary>The command line and the environment that options are read from.</summary>
internal sealed class OptionSource(ICakeArguments arguments, ICakeEnvironment environment)
{
    private const string DefaultTarget = "Help";

    /// <summary>The names on the command line, Cake's own switches included.</summary>
    public IReadOnlyCollection<string> Names => [.. arguments.GetArguments().Keys];

    /// <summary>The targets on the command line, or the default target.</summary>
    public IReadOnlyList<string> Targets => CommandLine("target") is { Count: > 0 } given ? given : [DefaultTarget];

    /// <summary>Whether <c>--base</c> and <c>--head</c> choose the firmwares.</summary>
    public bool IsCompare => Targets.Contains("Compare", StringComparer.OrdinalIgnoreCase);

    /// <summary>The base of relative paths on the command line.</summary>
    public string WorkingDirectory => environment.WorkingDirectory.FullPath;

    /// <summary>The values of an option on the command line, in order; a switch without value has an empty one.</summary>
    public IReadOnlyList<string> CommandLine(string name) => [.. arguments.GetArguments(name).Select(value => value ?? "")];

    public string? Environment(string name) => environment.GetEnvironmentVariable(name);
}
