using Cake.Core.Tooling;

namespace Cake.Docker;

/// <summary>Settings of a docker command. Each property that is set becomes the option of its name: <c>StopTimeout</c> is <c>--stop-timeout</c>.</summary>
/// <remarks>
/// As in the package, inherited properties become options too. Docker rejects those of <see cref="ToolSettings.ToolTimeout"/> and
/// <see cref="ToolSettings.NoWorkingDirectory"/>. As in the package, properties without a value are null although their types are not nullable.
/// </remarks>
public abstract class AutoToolSettings : ToolSettings;

/// <summary>Options of <c>docker pull</c>.</summary>
public sealed class DockerImagePullSettings : AutoToolSettings
{
    /// <summary>Pulls all tags of the image.</summary>
    public bool? AllTags { get; set; }

    /// <summary>The platform of a multi-platform image, for example <c>linux/amd64</c>.</summary>
    public string Platform { get; set; } = null!;
}

/// <summary>Options of <c>docker create</c> that this repository uses.</summary>
public sealed class DockerContainerCreateSettings : AutoToolSettings
{
    /// <summary>Linux capabilities to drop.</summary>
    public string[] CapDrop { get; set; } = null!;

    /// <summary>Labels: <c>NAME=VALUE</c>.</summary>
    public string[] Label { get; set; } = null!;

    /// <summary>The name of the container.</summary>
    public string Name { get; set; } = null!;

    /// <summary>The network to join.</summary>
    public string Network { get; set; } = null!;

    /// <summary>The platform of a multi-platform image.</summary>
    public string Platform { get; set; } = null!;
}

/// <summary>Options of <c>docker cp</c>.</summary>
public sealed class DockerContainerCpSettings : AutoToolSettings
{
    /// <summary>Copies user and group ids too.</summary>
    public bool? Archive { get; set; }

    /// <summary>Copies the target of a link instead of the link.</summary>
    public bool? FollowLink { get; set; }
}

/// <summary>Options of <c>docker stop</c>.</summary>
public sealed class DockerContainerStopSettings : AutoToolSettings
{
    /// <summary>The time between SIGTERM and SIGKILL in seconds; by default 10.</summary>
    public int? Time { get; set; }
}

/// <summary>Options of <c>docker rm</c>.</summary>
public sealed class DockerContainerRmSettings : AutoToolSettings
{
    /// <summary>Kills running containers.</summary>
    public bool? Force { get; set; }

    /// <summary>Removes the link of that name instead of a container.</summary>
    public bool? Link { get; set; }

    /// <summary>Removes the anonymous volumes of the containers too.</summary>
    public bool? Volumes { get; set; }
}

/// <summary>Options of <c>docker ps</c>.</summary>
public sealed class DockerContainerPsSettings : AutoToolSettings
{
    /// <summary>Lists containers that are not running too.</summary>
    public bool? All { get; set; }

    /// <summary>A filter, for example <c>label=NAME=VALUE</c>.</summary>
    public string Filter { get; set; } = null!;

    /// <summary>The Go template of a line.</summary>
    public string Format { get; set; } = null!;

    /// <summary>Lists only the container that was created last.</summary>
    public bool? Latest { get; set; }

    /// <summary>Prints complete ids and commands.</summary>
    public bool? NoTrunc { get; set; }

    /// <summary>Prints only ids.</summary>
    public bool? Quiet { get; set; }

    /// <summary>Prints file sizes too.</summary>
    public bool? Size { get; set; }
}

/// <summary>Options of <c>docker logs</c>.</summary>
public sealed class DockerContainerLogsSettings : AutoToolSettings
{
    /// <summary>Prints the attributes of the logging driver too.</summary>
    public bool? Details { get; set; }

    /// <summary>Prints new output until the container exits.</summary>
    public bool? Follow { get; set; }

    /// <summary>The start: a time, or an age such as <c>42m</c>.</summary>
    public string Since { get; set; } = null!;

    /// <summary>The number of lines from the end, or <c>all</c>.</summary>
    public string Tail { get; set; } = null!;

    /// <summary>Prints the time of each line.</summary>
    public bool? Timestamps { get; set; }

    /// <summary>The end: a time, or an age.</summary>
    public string Until { get; set; } = null!;
}

/// <summary>The settings of <c>DockerCustomCommand</c>, which has no options of its own.</summary>
public sealed class DockerCustomCommandSettings : AutoToolSettings;
