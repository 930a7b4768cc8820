namespace LoadSharing.Tests;

/// <summary>A network namespace that no lab has created.</summary>
internal sealed class ForeignNamespace : IAsyncDisposable
{
    private ForeignNamespace(string name) => Name = name;

    public string Name { get; }

    public static async Task<ForeignNamespace> CreateAsync(string name, CancellationToken cancellation)
    {
        await Namespaces.OutputAsync("ip", ["netns", "add", name], cancellation);
        return new ForeignNamespace(name);
    }

    /// <summary>Creates one that has only a loopback interface, which carries multicast.</summary>
    public static async Task<ForeignNamespace> WithLoopbackAsync(CancellationToken cancellation)
    {
        var network = await CreateAsync($"load-sharing-tests-{Guid.NewGuid().ToString("N")[..8]}", cancellation);
        await Namespaces.OutputAsync("ip", ["-netns", network.Name, "link", "set", "lo", "up", "multicast", "on"], cancellation);
        return network;
    }

    /// <summary>The command, run in the namespace. nsenter(1) replaces itself by the program, so that the process id stays the same.</summary>
    public ProcessCommand Inside(ProcessCommand command) => command with
    {
        Program = "nsenter",
        Arguments = [$"--net=/run/netns/{Name}", command.Program, .. command.Arguments],
    };

    public async ValueTask DisposeAsync()
    {
        if (Namespaces.Names.Contains(Name))
        {
            await Namespaces.OutputAsync("ip", ["netns", "delete", Name], CancellationToken.None);
        }
    }
}
