namespace Cake.Docker;

/// <summary>Options of <c>docker run</c>.</summary>
public sealed class DockerContainerRunSettings : AutoToolSettings
{
    /// <summary>Additional host names: <c>NAME:ADDRESS</c>.</summary>
    public string[] AddHost { get; set; } = null!;

    /// <summary>Linux capabilities to add.</summary>
    public string[] CapAdd { get; set; } = null!;

    /// <summary>Linux capabilities to drop.</summary>
    public string[] CapDrop { get; set; } = null!;

    /// <summary>Runs the container in the background and prints its id.</summary>
    public bool? Detach { get; set; }

    /// <summary>The program to run instead of the image's.</summary>
    public string Entrypoint { get; set; } = null!;

    /// <summary>Environment variables: <c>NAME=VALUE</c>.</summary>
    public string[] Env { get; set; } = null!;

    /// <summary>The host name of the container.</summary>
    public string Hostname { get; set; } = null!;

    /// <summary>Runs an init process that forwards signals and reaps processes.</summary>
    public bool? Init { get; set; }

    /// <summary>Labels: <c>NAME=VALUE</c>.</summary>
    public string[] Label { get; set; } = null!;

    /// <summary>The logging driver.</summary>
    public string LogDriver { get; set; } = null!;

    /// <summary>Options of the logging driver.</summary>
    public string[] LogOpt { get; set; } = null!;

    /// <summary>The memory limit, for example <c>64m</c>.</summary>
    public string Memory { get; set; } = null!;

    /// <summary>The name of the container.</summary>
    public string Name { get; set; } = null!;

    /// <summary>The network to join.</summary>
    public string Network { get; set; } = null!;

    /// <summary>The maximum number of processes and threads.</summary>
    public long? PidsLimit { get; set; }

    /// <summary>The platform of a multi-platform image.</summary>
    public string Platform { get; set; } = null!;

    /// <summary>Published ports: <c>[ADDRESS:]HOST:CONTAINER</c>.</summary>
    public string[] Publish { get; set; } = null!;

    /// <summary>Publishes all exposed ports on free ports of the host.</summary>
    public bool? PublishAll { get; set; }

    /// <summary>The restart policy.</summary>
    public string Restart { get; set; } = null!;

    /// <summary>Removes the container when it exits.</summary>
    public bool? Rm { get; set; }

    /// <summary>Options of security modules, for example <c>no-new-privileges</c>.</summary>
    public string[] SecurityOpt { get; set; } = null!;

    /// <summary>The signal that stops the container.</summary>
    public string StopSignal { get; set; } = null!;

    /// <summary>The time between that signal and SIGKILL in seconds.</summary>
    public int? StopTimeout { get; set; }

    /// <summary>The user: <c>NAME|ID[:GROUP]</c>.</summary>
    public string User { get; set; } = null!;

    /// <summary>Mounts: <c>HOST:CONTAINER[:OPTIONS]</c>.</summary>
    public string[] Volume { get; set; } = null!;

    /// <summary>The working directory in the container.</summary>
    public string Workdir { get; set; } = null!;
}
