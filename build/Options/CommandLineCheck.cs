using System.Reflection;
using Cake.Frosting;

namespace Build.Options;

/// <summary>Refuses what Cake would take silently: options that nobody reads and targets that aren't there.</summary>
internal static class CommandLineCheck
{
    // Cake's own switches (facts: Cake.Frosting 7); it reads them itself, and they show up among the arguments too.
    private static readonly string[] OfCake =
        ["target", "working", "verbosity", "exclusive", "dryrun", "tree", "description", "version", "info", "help", "t", "w", "v", "e", "h"];

    /// <summary>The targets of this build by name, with their descriptions.</summary>
    public static IReadOnlyList<(string Name, string Description)> Targets { get; } =
    [
        .. typeof(CommandLineCheck).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(IFrostingTask)) && !type.IsAbstract)
            .Select(type => (type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name, type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description ?? ""))
            .OrderBy(target => target.Item1, StringComparer.Ordinal),
    ];

    /// <summary>The targets asked for.</summary>
    public static IReadOnlyList<string> TargetsAskedFor(OptionSource source) =>
        source.CommandLine("target") is { Count: > 0 } given ? given : ["Help"];

    public static void RefuseUnknownOptions(OptionSource source)
    {
        var known = OptionTable.All.Select(option => option.Name).ToList();
        foreach (var name in source.Names)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && !OfCake.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var value = source.CommandLine(name) is [{ Length: > 0 } first, ..] ? $"={first}" : "";
                throw new CommandLineException(
                    $"--{name}{value}: there is no such option.{NearestName.Suggest(name, known, "--")} ./build.sh --target=Help lists them all.");
            }
        }

        foreach (var target in TargetsAskedFor(source))
        {
            var names = Targets.Select(known => known.Name).ToList();
            if (!names.Contains(target, StringComparer.OrdinalIgnoreCase))
            {
                throw new CommandLineException(
                    $"--target={target}: there is no such target.{NearestName.Suggest(target, names, "--target=")} ./build.sh --target=Help lists them all.");
            }
        }
    }

    /// <summary>The options given on the command line that none of the targets asked for looks at.</summary>
    public static IEnumerable<Option> WithoutEffect(OptionSource source)
    {
        var targets = TargetsAskedFor(source);
        return OptionTable.All.Where(option =>
            source.CommandLine(option.Name).Count > 0 && !option.Targets.Intersect(targets, StringComparer.OrdinalIgnoreCase).Any());
    }
}
