using Cake.Core;
using Cake.Docker.Internal;

namespace Cake.Docker;

/// <summary>Docker commands. Each throws a <see cref="CakeException"/> if the docker client is missing or fails.</summary>
public static class DockerAliases
{
    /// <summary>Pulls an image.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="imageReference">The image.</param>
    public static void DockerPull(this ICakeContext context, string imageReference) => context.DockerPull(new DockerImagePullSettings(), imageReference);

    /// <inheritdoc cref="DockerPull(ICakeContext, string)"/>
    public static void DockerPull(this ICakeContext context, DockerImagePullSettings? settings, string imageReference)
    {
        ArgumentException.ThrowIfNullOrEmpty(imageReference);
        new DockerTool<DockerImagePullSettings>(context).Run("pull", settings, imageReference);
    }

    /// <summary>Runs a container.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="image">The image.</param>
    /// <param name="command">The command to run in the container; empty for the default of the image.</param>
    /// <param name="args">The arguments of the command.</param>
    /// <returns>The first line of standard output, which is the id of a detached container; null if there is no output.</returns>
    public static string? DockerRun(this ICakeContext context, string image, string command, params string[] args)
        => context.DockerRun(new DockerContainerRunSettings(), image, command, args);

    /// <inheritdoc cref="DockerRun(ICakeContext, string, string, string[])"/>
    public static string? DockerRun(this ICakeContext context, DockerContainerRunSettings? settings, string image, string command, params string[] args)
        => new DockerTool<DockerContainerRunSettings>(context).RunForOutput("run", settings, RunOperands(image, command, args)).FirstOrDefault();

    /// <summary>Runs a container without capturing its output.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="image">The image.</param>
    /// <param name="command">The command to run in the container; empty for the default of the image.</param>
    /// <param name="args">The arguments of the command.</param>
    public static void DockerRunWithoutResult(this ICakeContext context, string image, string command, params string[] args)
        => context.DockerRunWithoutResult(new DockerContainerRunSettings(), image, command, args);

    /// <inheritdoc cref="DockerRunWithoutResult(ICakeContext, string, string, string[])"/>
    public static void DockerRunWithoutResult(
        this ICakeContext context, DockerContainerRunSettings? settings, string image, string command, params string[] args)
        => new DockerTool<DockerContainerRunSettings>(context).Run("run", settings, RunOperands(image, command, args));

    /// <summary>Creates a container without starting it.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="image">The image.</param>
    /// <param name="command">The command to run in the container; empty for the default of the image.</param>
    /// <param name="args">The arguments of the command.</param>
    /// <returns>The container's id; null if there is no output.</returns>
    public static string? DockerCreate(this ICakeContext context, string image, string command, params string[] args)
        => context.DockerCreate(new DockerContainerCreateSettings(), image, command, args);

    /// <inheritdoc cref="DockerCreate(ICakeContext, string, string, string[])"/>
    public static string? DockerCreate(this ICakeContext context, DockerContainerCreateSettings? settings, string image, string command, params string[] args)
        => new DockerTool<DockerContainerCreateSettings>(context).RunForOutput("create", settings, RunOperands(image, command, args)).FirstOrDefault();

    /// <summary>Copies files between a container and this machine.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="from">The source: a path, or <c>CONTAINER:PATH</c>.</param>
    /// <param name="to">The destination: a path, or <c>CONTAINER:PATH</c>.</param>
    public static void DockerCp(this ICakeContext context, string from, string to) => context.DockerCp(from, to, new DockerContainerCpSettings());

    /// <inheritdoc cref="DockerCp(ICakeContext, string, string)"/>
    public static void DockerCp(this ICakeContext context, string from, string to, DockerContainerCpSettings? settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentException.ThrowIfNullOrEmpty(to);
        new DockerTool<DockerContainerCpSettings>(context).Run("cp", settings, from, to);
    }

    /// <summary>Stops containers.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="containers">Names or ids.</param>
    public static void DockerStop(this ICakeContext context, params string[] containers) => context.DockerStop(new DockerContainerStopSettings(), containers);

    /// <inheritdoc cref="DockerStop(ICakeContext, string[])"/>
    public static void DockerStop(this ICakeContext context, DockerContainerStopSettings? settings, params string[] containers)
    {
        ThrowIfNone(containers);
        new DockerTool<DockerContainerStopSettings>(context).Run("stop", settings, containers);
    }

    /// <summary>Removes containers.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="containers">Names or ids.</param>
    public static void DockerRm(this ICakeContext context, params string[] containers) => context.DockerRm(new DockerContainerRmSettings(), containers);

    /// <inheritdoc cref="DockerRm(ICakeContext, string[])"/>
    public static void DockerRm(this ICakeContext context, DockerContainerRmSettings? settings, params string[] containers)
    {
        ThrowIfNone(containers);
        new DockerTool<DockerContainerRmSettings>(context).Run("rm", settings, containers);
    }

    /// <summary>Lists containers.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="settings">The options.</param>
    /// <returns>The standard output of docker.</returns>
    public static string DockerPs(this ICakeContext context, DockerContainerPsSettings? settings)
        => string.Join('\n', new DockerTool<DockerContainerPsSettings>(context).RunForOutput("ps", settings));

    /// <summary>Returns the log of a container.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="container">Name or id.</param>
    /// <returns>The lines of standard output. Standard error is not captured.</returns>
    public static IEnumerable<string> DockerLogs(this ICakeContext context, string container)
        => context.DockerLogs(new DockerContainerLogsSettings(), container);

    /// <inheritdoc cref="DockerLogs(ICakeContext, string)"/>
    public static IEnumerable<string> DockerLogs(this ICakeContext context, DockerContainerLogsSettings? settings, string container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return new DockerTool<DockerContainerLogsSettings>(context).RunForOutput("logs", settings, container);
    }

    /// <summary>Runs a docker command.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="command">The command and its arguments, quoted as for a shell.</param>
    /// <returns>The lines of standard output.</returns>
    public static IEnumerable<string> DockerCustomCommand(this ICakeContext context, string command)
        => context.DockerCustomCommand(new DockerCustomCommandSettings(), command);

    /// <inheritdoc cref="DockerCustomCommand(ICakeContext, string)"/>
    public static IEnumerable<string> DockerCustomCommand(this ICakeContext context, DockerCustomCommandSettings settings, string command)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(command);
        return new DockerTool<DockerCustomCommandSettings>(context).RunForOutput(command, settings);
    }

    private static IEnumerable<string> RunOperands(string image, string command, string[] args)
    {
        ArgumentException.ThrowIfNullOrEmpty(image);
        return string.IsNullOrEmpty(command) ? [image] : [image, command, .. args];
    }

    private static void ThrowIfNone(string[] containers) => ArgumentOutOfRangeException.ThrowIfZero(containers.Length, nameof(containers));
}
