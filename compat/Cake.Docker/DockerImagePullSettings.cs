namespace Cake.Docker;

/// <summary>Options of <c>docker pull</c>.</summary>
public sealed class DockerImagePullSettings : AutoToolSettings
{
    /// <summary>All tags of the image.</summary>
    public bool? AllTags { get; set; }

    /// <summary>Platform of a multi-platform image, for example <c>linux/amd64</c>.</summary>
    public string Platform { get; set; } = null!;
}
