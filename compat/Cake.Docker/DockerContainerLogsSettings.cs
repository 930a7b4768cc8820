namespace Cake.Docker;

/// <summary>Options of <c>docker logs</c>.</summary>
public sealed class DockerContainerLogsSettings : AutoToolSettings
{
    /// <summary>Details the logging driver was given.</summary>
    public bool? Details { get; set; }

    /// <summary>Go on until the container ends.</summary>
    public bool? Follow { get; set; }

    /// <summary>Not before: a time, or an age such as <c>42m</c>.</summary>
    public string Since { get; set; } = null!;

    /// <summary>How many lines from the end, or <c>all</c>.</summary>
    public string Tail { get; set; } = null!;

    /// <summary>The time of each line.</summary>
    public bool? Timestamps { get; set; }

    /// <summary>Not after: a time, or an age.</summary>
    public string Until { get; set; } = null!;
}
