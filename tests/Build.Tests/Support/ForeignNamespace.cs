using LoadSharing.Lab.Processes;
using LoadSharing.Tests;

namespace Build.Tests.Support;

/// <summary>A network namespace that no lab has made.</summary>
internal sealed class ForeignNamespace : IAsyncDisposable
{
    private ForeignNamespace(string name) => Name = name;

    public string Name { get; }

    public static async Task<ForeignNamespace> MakeAsync(string name, CancellationToken cancellation)
    {
        await Namespaces.OutputAsync("ip", ["netns", "add", name], cancellation);
        return new ForeignNamespace(name);
    }

    /// <summary>One with a loopback interface, which carries multicast: the network of a machine that has no other.</summary>
    public static async Task<ForeignNamespace> WithLoopbackAsync(CancellationToken cancellation)
    {
        var made = await MakeAsync($"build-tests-{Guid.NewGuid().ToString("N")[..8]}", cancellation);
        await Namespaces.OutputAsync("ip", ["-netns", made.Name, "link", "set", "lo", "up", "multicast", "on"], cancellation);
        return made;
    }

    /// <summary>The same command, run in it; the process is the same one.</summary>
    public ProcessCommand Inside(ProcessCommand command) => command with { Program = "nsenter", Arguments = [$"--net=/run/netns/{Name}", command.Program, .. command.Arguments] };

    public async ValueTask DisposeAsync()
    {
        if (Namespaces.Names.Contains(Name))
        {
            await Namespaces.OutputAsync("ip", ["netns", "delete", Name], CancellationToken.None);
        }
    }
}
