using System.Reflection;
using System.Text.RegularExpressions;
using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Docker.Internal;

/// <summary>Runs the docker client that Cake finds: the settings' tool path, else the tools directory and the PATH.</summary>
internal sealed partial class DockerTool<TSettings>(ICakeContext context)
    : Tool<TSettings>(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools)
    where TSettings : AutoToolSettings, new()
{
    /// <summary>Runs a command, whose output goes where ours goes.</summary>
    /// <param name="command">The command, for example <c>pull</c>.</param>
    /// <param name="settings">Its options; null for none.</param>
    /// <param name="operands">What follows the options, as it is.</param>
    /// <exception cref="CakeException">There is no docker client, or it ended with another exit code than 0.</exception>
    public void Run(string command, TSettings? settings, params IEnumerable<string> operands)
        => Run(settings ?? new TSettings(), Arguments(command, settings, operands));

    /// <summary>Runs a command to its end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="settings">Its options; null for none.</param>
    /// <param name="operands">What follows the options, as it is.</param>
    /// <returns>The lines of its standard output.</returns>
    /// <exception cref="CakeException">There is no docker client, or it ended with another exit code than 0.</exception>
    public string[] RunForOutput(string command, TSettings? settings, params IEnumerable<string> operands)
    {
        string[] lines = [];
        Run(
            settings ?? new TSettings(),
            Arguments(command, settings, operands),
            new ProcessSettings { RedirectStandardOutput = true },
            process => lines = [.. process.GetStandardOutput()]);
        return lines;
    }

    protected override string GetToolName() => "Docker";

    // Under the Windows Subsystem for Linux both stand on the PATH, and its own is the right one.
    protected override IEnumerable<string> GetToolExecutableNames()
        => context.Environment.Platform.IsUnix() ? ["docker", "docker.exe"] : ["docker.exe", "docker"];

    private static ProcessArgumentBuilder Arguments(string command, TSettings? settings, IEnumerable<string> operands)
    {
        var builder = new ProcessArgumentBuilder().Append(command);
        foreach (var property in typeof(TSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Append(builder, $"--{Capital().Replace(property.Name, "-$0").ToLowerInvariant()}", settings is null ? null : property.GetValue(settings));
        }

        foreach (var operand in operands)
        {
            builder.Append(operand);
        }

        return builder;
    }

    private static void Append(ProcessArgumentBuilder builder, string option, object? value)
    {
        switch (value)
        {
            case true:
                builder.Append(option);
                break;
            case int number:
                builder.Append($"{option} {number}");
                break;
            case TimeSpan time:
                builder.Append($"{option} {Math.Floor(time.TotalHours)}h{time.Minutes}m{time.Seconds}s");
                break;
            case string { Length: > 0 } text:
                builder.Append(option).AppendQuoted(text);
                break;
            case string[] texts:
                foreach (var text in texts)
                {
                    Append(builder, option, text);
                }

                break;
        }
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
