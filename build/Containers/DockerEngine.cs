using System.Collections.Concurrent;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using Cake.Core;
using Cake.Core.Tooling;
using Cake.Docker;

namespace Build.Containers;

/// <summary>A container engine.</summary>
/// <param name="context">Runs the docker client, through Cake.Docker.</param>
/// <param name="address">Its address as DOCKER_HOST has it; empty for the client's default.</param>
internal sealed class DockerEngine(ICakeContext context, string address) : IContainerEngine
{
    // Set for the default engine too: what the environment names now need not be what a manifest was written for.
    private const string HostVariable = "DOCKER_HOST";

    /// <summary>The engine that this build's environment names.</summary>
    public static DockerEngine OfEnvironment(ICakeContext context) => new(context, context.Environment.GetEnvironmentVariable(HostVariable) ?? "");

    /// <summary>Its address as DOCKER_HOST has it; empty for the client's default.</summary>
    public string Address { get; } = address;

    /// <summary>The machine whose ports the containers' ports are published on.</summary>
    public string Host => Uri.TryCreate(Address, UriKind.Absolute, out var address) && address.Host.Length > 0 && address.Scheme != Uri.UriSchemeFile && address.Scheme != "unix"
        ? address.Host
        : "127.0.0.1";

    /// <summary>Whether the engine is this machine's.</summary>
    public bool IsLocal => Host is "127.0.0.1" or "localhost" or "::1";

    /// <summary>Runs a container in the background.</summary>
    /// <returns>What the client said besides: its warnings.</returns>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    public IReadOnlyList<string> Run(string image, string name, IEnumerable<string> labels, IEnumerable<string> publish, IEnumerable<string> environment) => Ask(
        "run",
        new DockerContainerRunSettings { Detach = true, Name = name, Label = [.. labels], Publish = [.. publish], Env = [.. environment] },
        settings => context.DockerRun(settings, image, ""));

    /// <summary>The ids of the containers with a label and a name, running or not.</summary>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    public IReadOnlyList<string> WithLabel(string label, string name)
    {
        var list = "";
        Ask(
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

    /// <summary>Removes containers at once: an emulator holds nothing worth a second of waiting.</summary>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    public void Remove(params string[] containers) =>
        Ask("rm", new DockerContainerRmSettings { Force = true, Volumes = true }, settings => context.DockerRm(settings, containers));

    /// <summary>Whether the engine has an image.</summary>
    /// <exception cref="ContainerEngineException">The client or the engine refuses.</exception>
    public bool HasImage(string image)
    {
        var hasIt = false;
        Ask(
            "images",
            new DockerCustomCommandSettings(),
            settings => hasIt = context.DockerCustomCommand(settings, $"images --quiet {image.Quote()}").Any(line => line.Trim().Length > 0));
        return hasIt;
    }

    /// <summary>Pulls an image; how far it has come is seen on the console.</summary>
    /// <exception cref="ContainerEngineException">It can't be had.</exception>
    public void Pull(string image) => Ask("pull", new DockerImagePullSettings(), settings => context.DockerPull(settings, image), isOutputShown: true);

    /// <summary>A command of the client's that follows a container.</summary>
    public ProcessCommand Follow(params IReadOnlyList<string> arguments) =>
        new("docker", arguments) { Environment = new Dictionary<string, string?> { [HostVariable] = Address } };

    // Standard error is the only place that has the reason of a refusal. Standard output, ids for the most part, says nothing to the user of this build.
    private IReadOnlyList<string> Ask<T>(string command, T settings, Action<T> run, bool isOutputShown = false)
        where T : ToolSettings
    {
        var said = new ConcurrentQueue<string>();
        settings.EnvironmentVariables = new Dictionary<string, string> { [HostVariable] = Address };
        settings.SetupProcessSettings = process => process
            .SetRedirectStandardOutput(!isOutputShown)
            .SetRedirectStandardError(true)
            .SetRedirectedStandardErrorHandler(line => Hear(said, line));
        try
        {
            run(settings);
            return [.. said];
        }
        catch (CakeException error)
        {
            throw new ContainerEngineException(command, [.. said], error.ExitCode, error);
        }
    }

    private static string Hear(ConcurrentQueue<string> said, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            said.Enqueue(line);
        }

        return line ?? "";
    }
}
