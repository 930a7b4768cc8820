using Cake.Core;
using Cake.Core.Tooling;
using Cake.Docker;

namespace Build.Lab.Emulators;

/// <summary>A container engine.</summary>
/// <param name="context">Runs the docker client, through Cake.Docker.</param>
/// <param name="address">Its address as DOCKER_HOST has it; empty for the client's default.</param>
internal sealed class DockerEngine(ICakeContext context, string address)
{
    /// <summary>The engine that this build's environment names.</summary>
    public static DockerEngine OfEnvironment(ICakeContext context) => new(context, context.Environment.GetEnvironmentVariable("DOCKER_HOST") ?? "");

    /// <summary>Its address as DOCKER_HOST has it; empty for the client's default.</summary>
    public string Address { get; } = address;

    /// <summary>The machine whose ports the containers' ports are published on.</summary>
    public string Host => Uri.TryCreate(Address, UriKind.Absolute, out var address) && address.Host.Length > 0 && address.Scheme != Uri.UriSchemeFile && address.Scheme != "unix"
        ? address.Host
        : "127.0.0.1";

    /// <summary>Whether the engine is this machine's.</summary>
    public bool IsLocal => Host is "127.0.0.1" or "localhost" or "::1";

    /// <summary>Runs a container in the background.</summary>
    /// <exception cref="CakeException">The client or the engine refuses.</exception>
    public void Run(string image, string name, IEnumerable<string> labels, IEnumerable<string> publish, IEnumerable<string> environment) => context.DockerRun(
        On(new DockerContainerRunSettings { Detach = true, Name = name, Label = [.. labels], Publish = [.. publish], Env = [.. environment] }), image, "");

    /// <summary>The ids of the containers with a label and a name, running or not.</summary>
    public IReadOnlyList<string> WithLabel(string label, string name) =>
    [
        .. context.DockerPs(On(new DockerContainerPsSettings { All = true, Format = "{{.ID}} {{.Names}}", Filter = $"label={label}" }))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Trim('"').Split(' '))
            .Where(columns => columns is [_, var found] && found == name)
            .Select(columns => columns[0]),
    ];

    /// <summary>Removes containers at once: an emulator holds nothing worth a second of waiting.</summary>
    public void Remove(params string[] containers)
    {
        var settings = On(new DockerContainerRmSettings { Force = true, Volumes = true });

        // It prints the ids that it removed, which say nothing to the user of this build.
        settings.SetupProcessSettings = process => process.SetRedirectStandardOutput(true);
        context.DockerRm(settings, containers);
    }

    /// <summary>Whether the engine has an image.</summary>
    public bool HasImage(string image) => context
        .DockerCustomCommand(On(new DockerCustomCommandSettings()), $"images --quiet {image.Quote()}")
        .Any(line => line.Trim().Length > 0);

    /// <summary>Pulls an image.</summary>
    /// <exception cref="CakeException">It can't be had.</exception>
    public void Pull(string image) => context.DockerPull(On(new DockerImagePullSettings()), image);

    private T On<T>(T settings)
        where T : ToolSettings
    {
        if (Address.Length > 0)
        {
            settings.EnvironmentVariables = new Dictionary<string, string> { ["DOCKER_HOST"] = Address };
        }

        return settings;
    }
}
