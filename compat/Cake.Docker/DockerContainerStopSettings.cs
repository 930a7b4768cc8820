namespace Cake.Docker;

/// <summary>Options of <c>docker stop</c>.</summary>
public sealed class DockerContainerStopSettings : AutoToolSettings
{
    /// <summary>Time between SIGTERM and SIGKILL, in seconds; docker's default is 10.</summary>
    public int? Time { get; set; }
}
