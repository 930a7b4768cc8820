using System.Reflection;
using Cake.Core;
using Cake.Frosting;

namespace Build.Options;

/// <summary>A target as the help shows it; without description, it is left out there.</summary>
internal sealed record Target(string Name, string Description);

/// <summary>Rejects unknown options and targets, which Cake accepts silently.</summary>
internal static class CommandLineCheck
{
    // Cake reads these itself and passes them on among the arguments.
    private static readonly string[] CakeSwitches =
        ["target", "working", "verbosity", "exclusive", "dryrun", "tree", "description", "version", "info", "help", "t", "w", "v", "e", "h"];

    /// <summary>The targets of this build, by name.</summary>
    public static IReadOnlyList<Target> Targets { get; } =
    [
        .. typeof(CommandLineCheck).Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(IFrostingTask)) && !type.IsAbstract)
            .Select(type => new Target(
                type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name, type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description ?? ""))
            .OrderBy(target => target.Name, StringComparer.Ordinal),
    ];

    /// <exception cref="CakeException">The command line has an unknown option or target.</exception>
    public static void RejectUnknownNames(OptionSource source)
    {
        var options = OptionTable.All.Select(option => option.Name).ToList();
        foreach (var name in source.Names.Where(name => !options.Concat(CakeSwitches).Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            var value = source.CommandLine(name) is [{ Length: > 0 } first, ..] ? $"={first}" : "";
            throw new CakeException($"--{name}{value}: unknown option.{NearestName.Suggest(name, options, "--")} ./build.sh --target=Help lists all options.");
        }

        var targets = Targets.Select(target => target.Name).ToList();
        foreach (var name in source.Targets.Where(name => !targets.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            throw new CakeException(
                $"--target={name}: unknown target.{NearestName.Suggest(name, targets, "--target=")} ./build.sh --target=Help lists all targets.");
        }
    }

    /// <summary>The options on the command line that the requested targets do not read.</summary>
    public static IEnumerable<Option> OptionsWithoutEffect(OptionSource source) => OptionTable.All.Where(option =>
        source.CommandLine(option.Name).Count > 0 && !option.Targets.Intersect(source.Targets, StringComparer.OrdinalIgnoreCase).Any());
}
