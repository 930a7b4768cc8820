using System.Text.RegularExpressions;
using Cake.Core;

namespace Build.Lab.Emulators;

/// <summary>The docker client could not do what it was asked to, or there is none.</summary>
/// <param name="command">What it was asked to do: "run".</param>
/// <param name="said">What it said on standard error.</param>
/// <param name="error">What Cake makes of it.</param>
internal sealed partial class DockerException(string command, IReadOnlyList<string> said, CakeException error)
    : InvalidOperationException($"docker {command}: {string.Join(' ', Words(said, error))}", error)
{
    /// <summary>Its exit code.</summary>
    public int ExitCode => error.ExitCode;

    /// <summary>What it said, a line each.</summary>
    public IReadOnlyList<string> Said { get; } = Words(said, error);

    /// <summary>Whether another container of the engine has the name that was asked for.</summary>
    public bool IsNameTaken => NameTaken().IsMatch(Message);

    /// <summary>The port, on the engine's machine, that somebody else has: a container, or a process that the client's machine need not see; else null.</summary>
    public string? PortTaken => AddressTaken().IsMatch(Message) ? Port().Match(Message).Groups["port"].Value : null;

    private static IReadOnlyList<string> Words(IReadOnlyList<string> said, CakeException error) => said.Count > 0 ? said : [error.Message];

    [GeneratedRegex("container name \\S+ is already in use")]
    private static partial Regex NameTaken();

    [GeneratedRegex("port is already allocated|address already in use")]
    private static partial Regex AddressTaken();

    // The last one is the engine's own: Docker Desktop tells first how it is passed on.
    [GeneratedRegex(":(?<port>[0-9]+)(:| failed)", RegexOptions.RightToLeft)]
    private static partial Regex Port();
}
