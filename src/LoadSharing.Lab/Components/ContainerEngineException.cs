using System.Text.RegularExpressions;

namespace LoadSharing.Lab.Components;

/// <summary>The client of the container engine failed, or is not installed.</summary>
/// <param name="command">The client's command: "run".</param>
/// <param name="errors">What the client printed on standard error, a line each.</param>
/// <param name="exitCode">The client's exit code.</param>
/// <param name="inner">The cause, whose message is used where the client printed nothing.</param>
internal sealed partial class ContainerEngineException(string command, IReadOnlyList<string> errors, int exitCode, Exception inner)
    : InvalidOperationException($"docker {command}: {string.Join(' ', Reason(errors, inner))}", inner)
{
    /// <summary>The client's exit code.</summary>
    public int ExitCode => exitCode;

    /// <summary>The reason of the failure, a line each.</summary>
    public IReadOnlyList<string> Errors { get; } = Reason(errors, inner);

    /// <summary>Whether the engine has another container of the requested name.</summary>
    public bool IsNameTaken => NameTaken().IsMatch(Message);

    /// <summary>The requested port that is in use on the engine's host, by a container or by a process that this machine may not see; else null.</summary>
    public string? PortTaken => AddressTaken().IsMatch(Message) ? Port().Match(Message).Groups["port"].Value : null;

    private static IReadOnlyList<string> Reason(IReadOnlyList<string> errors, Exception inner) => errors.Count > 0 ? errors : [inner.Message];

    [GeneratedRegex("container name \\S+ is already in use")]
    private static partial Regex NameTaken();

    [GeneratedRegex("port is already allocated|address already in use")]
    private static partial Regex AddressTaken();

    // The last match is the engine's own port: Docker Desktop names its forwarder first.
    [GeneratedRegex(":(?<port>[0-9]+)(:| failed)", RegexOptions.RightToLeft)]
    private static partial Regex Port();
}
