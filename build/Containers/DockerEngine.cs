using System.Collections.Concurrent;
using Cake.Core;
using Cake.Core.Tooling;
using Cake.Docker;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace Build.Containers;

/// <summary>A container engine, reached through Cake.Docker's aliases.</summary>
/// <param name="context">Runs the docker client.</param>
/// <param name="address">The engine's address in the form of DOCKER_HOST; empty for the client's default.</param>
internal sealed class DockerEngine(ICakeContext context, string address) : IContainerEngine
{
    // Set for the default engine too: the environment can name another engine than the one that a manifest was written for.
    private const string HostVariable = "DOCKER_HOST";

    // Ends the client's options, so that no image is taken for one.
    private const string EndOfOptions = "--";

    // Measured: the OpenEVSE emulator takes 29 MB and 4 threads.
    private const string MemoryLimit = "512m";
    private const int ProcessLimit = 128;

    /// <summary>The engine of this process's environment.</summary>
    public static DockerEngine OfEnvironment(ICakeContext context) => new(context, context.Environment.GetEnvironmentVariable(HostVariable) ?? "");

    /// <inheritdoc />
    public string Address { get; } = address;

    /// <inheritdoc />
    public string Host => Uri.TryCreate(Address, UriKind.Absolute, out var address) && address.Host.Length > 0 && address.Scheme is not ("file" or "unix")
        ? address.Host
        : "127.0.0.1";

    /// <inheritdoc />
    public bool IsLocal => Host is "127.0.0.1" or "localhost" or "::1";

    /// <inheritdoc />
    public IReadOnlyList<string> Run(ContainerSpec container, IReadOnlyList<string> labels) => Invoke(
        "run",
        new DockerContainerRunSettings
        {
            Detach = true,
            Name = container.Name,
            Label = [.. labels],
            Publish = [.. container.Publish],
            Env = [.. container.Environment],
            CapDrop = ["ALL"],
            SecurityOpt = ["no-new-privileges"],
            Memory = MemoryLimit,
            PidsLimit = ProcessLimit,
        },
        settings => context.DockerRun(settings, EndOfOptions, container.Image));

    /// <inheritdoc />
    public IReadOnlyList<string> WithLabel(string label, string name)
    {
        var list = "";
        Invoke(
            "ps",
            new DockerContainerPsSettings { All = true, Format = "{{.ID}} {{.Names}}", Filter = $"label={label}" },
            settings => list = context.DockerPs(settings));
        return
        [
            .. list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => line.Trim('"').Split(' '))
                .Where(columns => columns is [_, var found] && found == name)
                .Select(columns => columns[0]),
        ];
    }

    /// <inheritdoc />
    public void Remove(params string[] containers) =>
        Invoke("rm", new DockerContainerRmSettings { Force = true, Volumes = true }, settings => context.DockerRm(settings, containers));

    /// <summary>Whether the engine has an image.</summary>
    /// <exception cref="ContainerEngineException">Client or engine report an error.</exception>
    public bool HasImage(string image)
    {
        var exists = false;
        Invoke(
            "images",
            new DockerCustomCommandSettings(),
            settings => exists = context.DockerCustomCommand(settings, $"images --quiet {EndOfOptions} {image.Quote()}").Any(line => line.Trim().Length > 0));
        return exists;
    }

    /// <summary>Pulls an image; the client's progress is shown on the console.</summary>
    /// <exception cref="ContainerEngineException">The image cannot be pulled.</exception>
    public void Pull(string image) => Invoke(
        "pull", new DockerImagePullSettings(), settings => context.DockerPull(settings, $"{EndOfOptions} {image}"), isOutputShown: true);

    /// <summary>Describes an image that the engine has.</summary>
    /// <exception cref="ContainerEngineException">Client or engine report an error.</exception>
    public ImageDescription Inspect(string image)
    {
        // Cake.Docker 1.5.0 has no alias for it.
        var json = "";
        Invoke(
            "image inspect",
            new DockerCustomCommandSettings(),
            settings => json = string.Concat(context.DockerCustomCommand(settings, $"image inspect {EndOfOptions} {image.Quote()}")));
        return ImageDescription.Parse(json);
    }

    /// <summary>Creates a container that never starts, so that files can be copied out of its image. The caller removes it.</summary>
    /// <exception cref="ContainerEngineException">Client or engine report an error.</exception>
    public void Create(string image, string name, string label) => Invoke(
        "create",
        new DockerContainerCreateSettings { Name = name, Label = [label], CapDrop = ["ALL"], Network = "none" },
        // An image without a command needs one.
        settings => context.DockerCreate(settings, EndOfOptions, image, "never-started"));

    /// <summary>Copies a file or a directory out of a container. A link is copied as a link.</summary>
    /// <param name="container">The container's name.</param>
    /// <param name="path">The absolute path in the container.</param>
    /// <param name="destination">The path of the copy, which must not exist.</param>
    /// <exception cref="ContainerEngineException">Client or engine report an error.</exception>
    public void Copy(string container, string path, string destination) => Invoke(
        "cp", new DockerContainerCpSettings(), settings => context.DockerCp($"{container}:{path}", destination.Quote(), settings));

    /// <inheritdoc />
    public ProcessCommand Follow(params IReadOnlyList<string> arguments) =>
        new("docker", arguments) { Environment = new Dictionary<string, string?> { [HostVariable] = Address } };

    // Only standard error has the reason of a failure. Standard output is mostly container ids.
    private IReadOnlyList<string> Invoke<T>(string command, T settings, Action<T> run, bool isOutputShown = false)
        where T : ToolSettings
    {
        var errors = new ConcurrentQueue<string>();
        settings.EnvironmentVariables = new Dictionary<string, string> { [HostVariable] = Address };
        settings.SetupProcessSettings = process => process
            .SetRedirectStandardOutput(!isOutputShown)
            .SetRedirectStandardError(true)
            .SetRedirectedStandardErrorHandler(line => Collect(errors, line));
        try
        {
            run(settings);
            return [.. errors];
        }
        catch (CakeException error)
        {
            throw new ContainerEngineException(command, [.. errors], error.ExitCode, error);
        }
    }

    private static string Collect(ConcurrentQueue<string> errors, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            errors.Enqueue(line);
        }

        return line ?? "";
    }
}
