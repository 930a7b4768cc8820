using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Build.Prerequisites;

/// <summary>The limits and interfaces of the machine that every run requires. Without them, a run fails late and names another cause.</summary>
internal static class MachinePrerequisites
{
    // With 256, the runtime aborts. 64 tests in parallel have several hundred connections, and each component has a log.
    private const int MinimumOpenFiles = 1000;

    // Connecting takes less than a millisecond. A firewall that drops packets would block it for minutes.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    public static IReadOnlyList<Prerequisite> All { get; } =
    [
        new(
            "open files", "sockets and logs of all stations", "ulimit -n 4096; or docker run --ulimit nofile=4096", "ulimit -n 4096",
            _ => Task.FromResult(OpenFiles(OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/limits") : []))),
        new("loopback interface", "requests to stations and to the lab", "ip link set lo up", "ifconfig lo0 up", LoopbackAsync),
    ];

    /// <summary>Checks the number of files that a process may open.</summary>
    /// <param name="limits">The lines of proc(5)'s <c>limits</c>; none where the system has no such file.</param>
    public static Finding OpenFiles(IEnumerable<string> limits)
    {
        const string Field = "Max open files";
        var soft = limits.FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal))?[Field.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MinimumOpenFiles
            ? Finding.Missing($"at most {number} are allowed (ulimit -n); at least {MinimumOpenFiles} are needed")
            : Finding.Met(soft ?? "not limited");
    }

    private static async Task<Finding> LoopbackAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ConnectTimeout);
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(listener.LocalEndpoint, limit.Token);
            return Finding.Met($"{IPAddress.Loopback}");
        }
        catch (SocketException error)
        {
            return Finding.Missing($"{IPAddress.Loopback} cannot be reached: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Finding.Missing($"{IPAddress.Loopback} does not answer within {ConnectTimeout.TotalSeconds:0} s");
        }
    }
}
