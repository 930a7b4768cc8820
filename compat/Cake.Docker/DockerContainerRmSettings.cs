namespace Cake.Docker;

/// <summary>Options of <c>docker rm</c>.</summary>
public sealed class DockerContainerRmSettings : AutoToolSettings
{
    /// <summary>Kill it first if it runs.</summary>
    public bool? Force { get; set; }

    /// <summary>Remove the link of that name instead.</summary>
    public bool? Link { get; set; }

    /// <summary>Remove its anonymous volumes too.</summary>
    public bool? Volumes { get; set; }
}
