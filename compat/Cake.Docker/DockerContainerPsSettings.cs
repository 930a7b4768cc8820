namespace Cake.Docker;

/// <summary>Options of <c>docker ps</c>.</summary>
public sealed class DockerContainerPsSettings : AutoToolSettings
{
    /// <summary>Those too that don't run.</summary>
    public bool? All { get; set; }

    /// <summary>Which, for example <c>label=NAME=VALUE</c>.</summary>
    public string Filter { get; set; } = null!;

    /// <summary>Go template of a line.</summary>
    public string Format { get; set; } = null!;

    /// <summary>The one created last.</summary>
    public bool? Latest { get; set; }

    /// <summary>Full ids and commands.</summary>
    public bool? NoTrunc { get; set; }

    /// <summary>Ids only.</summary>
    public bool? Quiet { get; set; }

    /// <summary>Sizes of files too.</summary>
    public bool? Size { get; set; }
}
