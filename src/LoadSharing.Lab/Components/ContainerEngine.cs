using System.Text.RegularExpressions;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Components;

/// <summary>A container to run.</summary>
/// <param name="Image">The image.</param>
/// <param name="Name">The container's name.</param>
/// <param name="Publish">Published ports in the form of <c>docker run --publish</c>.</param>
/// <param name="Environment">Environment variables in the form <c>NAME=value</c>.</param>
public sealed record ContainerSpec(string Image, string Name, IReadOnlyList<string> Publish, IReadOnlyList<string> Environment);

/// <summary>A container engine. The host of the lab implements it.</summary>
public interface IContainerEngine
{
    /// <summary>The address of the engine in the form of <c>DOCKER_HOST</c>; empty for the client's default.</summary>
    string Address { get; }

    /// <summary>The host name or address at which published ports are reachable.</summary>
    string Host { get; }

    /// <summary>Whether the engine runs on this machine.</summary>
    bool IsLocal { get; }

    /// <summary>Starts a detached container without privileges and with limited resources, because its image is foreign code.</summary>
    /// <returns>The warnings of the client, one line each.</returns>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    IReadOnlyList<string> Run(ContainerSpec container, IReadOnlyList<string> labels);

    /// <summary>The ids of the containers that have both a label and a name, running or not.</summary>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    IReadOnlyList<string> WithLabel(string label, string name);

    /// <summary>Removes containers without waiting for a graceful exit.</summary>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    void Remove(params string[] containers);

    /// <summary>The client's command that follows a container, such as <c>logs --follow</c> or <c>wait</c>.</summary>
    ProcessCommand Follow(params IReadOnlyList<string> arguments);
}

/// <summary>The client of the container engine failed or is not installed.</summary>
/// <param name="command">The client's command, such as <c>run</c>.</param>
/// <param name="errors">The lines that the client wrote to standard error.</param>
/// <param name="exitCode">The client's exit code.</param>
/// <param name="inner">The cause, whose message is used if the client wrote nothing.</param>
public sealed partial class ContainerEngineException(string command, IReadOnlyList<string> errors, int exitCode, Exception inner)
    : LabException($"docker {command}: {string.Join(' ', Reason(errors, inner))}", inner)
{
    /// <summary>The client's exit code.</summary>
    public int ExitCode => exitCode;

    /// <summary>The reason of the failure, one line each.</summary>
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
