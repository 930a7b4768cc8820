namespace Cake.Docker;

/// <summary>Options of <c>docker run</c>.</summary>
public sealed class DockerContainerRunSettings : AutoToolSettings
{
    /// <summary>Further host names: <c>NAME:ADDRESS</c>.</summary>
    public string[] AddHost { get; set; } = null!;

    /// <summary>Linux capabilities to add.</summary>
    public string[] CapAdd { get; set; } = null!;

    /// <summary>Leave it running; docker prints its id.</summary>
    public bool? Detach { get; set; }

    /// <summary>Program instead of the image's.</summary>
    public string Entrypoint { get; set; } = null!;

    /// <summary>Environment variables: <c>NAME=VALUE</c>.</summary>
    public string[] Env { get; set; } = null!;

    /// <summary>Host name of the container.</summary>
    public string Hostname { get; set; } = null!;

    /// <summary>An init that passes signals on and reaps processes.</summary>
    public bool? Init { get; set; }

    /// <summary>Labels: <c>NAME=VALUE</c>.</summary>
    public string[] Label { get; set; } = null!;

    /// <summary>Logging driver.</summary>
    public string LogDriver { get; set; } = null!;

    /// <summary>Options of the logging driver.</summary>
    public string[] LogOpt { get; set; } = null!;

    /// <summary>Limit of its memory, for example <c>64m</c>.</summary>
    public string Memory { get; set; } = null!;

    /// <summary>Name of the container.</summary>
    public string Name { get; set; } = null!;

    /// <summary>Network to join.</summary>
    public string Network { get; set; } = null!;

    /// <summary>Platform of a multi-platform image.</summary>
    public string Platform { get; set; } = null!;

    /// <summary>Ports: <c>[ADDRESS:]HOST:CONTAINER</c>.</summary>
    public string[] Publish { get; set; } = null!;

    /// <summary>Publish all exposed ports on free ones.</summary>
    public bool? PublishAll { get; set; }

    /// <summary>Restart policy.</summary>
    public string Restart { get; set; } = null!;

    /// <summary>Remove it when it ends.</summary>
    public bool? Rm { get; set; }

    /// <summary>Signal that stops it.</summary>
    public string StopSignal { get; set; } = null!;

    /// <summary>Time between that signal and SIGKILL, in seconds.</summary>
    public int? StopTimeout { get; set; }

    /// <summary>User: <c>NAME|ID[:GROUP]</c>.</summary>
    public string User { get; set; } = null!;

    /// <summary>Mounts: <c>HOST:CONTAINER[:OPTIONS]</c>.</summary>
    public string[] Volume { get; set; } = null!;

    /// <summary>Working directory in the container.</summary>
    public string Workdir { get; set; } = null!;
}
