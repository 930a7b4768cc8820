using System.Reflection;
using System.Text.RegularExpressions;
using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Cake.Docker.Internal;

/// <summary>Runs the docker client from the tool path of the settings, the tools directory or the PATH, in this order.</summary>
internal sealed partial class DockerTool<TSettings>(ICakeContext context)
    : Tool<TSettings>(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools)
    where TSettings : AutoToolSettings, new()
{
    /// <summary>Runs a command without capturing its output.</summary>
    /// <param name="command">The command, for example <c>pull</c>.</param>
    /// <param name="settings">The options; null for none.</param>
    /// <param name="operands">Arguments after the options, not quoted.</param>
    /// <exception cref="CakeException">The docker client is missing or failed.</exception>
    public void Run(string command, TSettings? settings, params IEnumerable<string> operands)
        => Run(settings ?? new TSettings(), Arguments(command, settings, operands));

    /// <inheritdoc cref="Run(string, TSettings?, IEnumerable{string})"/>
    /// <summary>Runs a command.</summary>
    /// <returns>The lines of standard output.</returns>
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

    // The Windows Subsystem for Linux has both clients on the PATH.
    protected override IEnumerable<string> GetToolExecutableNames()
        => context.Environment.Platform.IsUnix() ? ["docker", "docker.exe"] : ["docker.exe", "docker"];

    private static ProcessArgumentBuilder Arguments(string command, TSettings? settings, IEnumerable<string> operands)
    {
        var builder = new ProcessArgumentBuilder().Append(command);
        foreach (var property in typeof(TSettings).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Append(builder, $"--{UpperCaseLetter().Replace(property.Name, "-$0").ToLowerInvariant()}", settings is null ? null : property.GetValue(settings));
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
            case int or long:
                builder.Append($"{option} {value}");
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
    private static partial Regex UpperCaseLetter();
}
