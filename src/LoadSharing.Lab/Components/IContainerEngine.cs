using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Components;

/// <summary>A container engine, implemented outside of the lab.</summary>
internal interface IContainerEngine
{
    /// <summary>Address of the engine in the form of <c>DOCKER_HOST</c>; empty for the client's default.</summary>
    string Address { get; }

    /// <summary>Host name or address on which published ports can be reached.</summary>
    string Host { get; }

    /// <summary>Whether the engine runs on this machine.</summary>
    bool IsLocal { get; }

    /// <summary>Starts a detached container.</summary>
    /// <returns>The warnings of the client, a line each.</returns>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    IReadOnlyList<string> Run(string image, string name, IEnumerable<string> labels, IEnumerable<string> publish, IEnumerable<string> environment);

    /// <summary>The ids of the containers that have both a label and a name, running or not.</summary>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    IReadOnlyList<string> WithLabel(string label, string name);

    /// <summary>Removes containers without waiting for them to stop.</summary>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    void Remove(params string[] containers);

    /// <summary>The client's command that follows a container, such as <c>logs --follow</c> or <c>wait</c>.</summary>
    ProcessCommand Follow(params IReadOnlyList<string> arguments);
}
