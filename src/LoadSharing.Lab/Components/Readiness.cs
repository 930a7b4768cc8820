using System.Diagnostics;
using System.Net.Sockets;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Components;

/// <summary>The condition under which a component is ready.</summary>
/// <param name="Condition">The condition for failure texts.</param>
/// <param name="Probe">Returns null if the condition holds, else the reason why it does not.</param>
/// <param name="Timeout">The longest time from start to ready.</param>
internal sealed record Readiness(string Condition, Func<CancellationToken, Task<string?>> Probe, TimeSpan Timeout)
{
    /// <summary>Ready when a file or a device exists.</summary>
    public static Readiness Exists(string path, TimeSpan timeout) =>
        new($"{path} exists", _ => Task.FromResult(File.Exists(path) ? null : "it does not exist"), timeout);

    /// <summary>Ready when a log contains a text.</summary>
    public static Readiness LogContains(string log, string text, TimeSpan timeout) => new(
        $"its log contains '{text}'",
        async cancellation => (await LogTail.ReadAsync(log, cancellation)).Contains(text, StringComparison.Ordinal) ? null : "it does not",
        timeout);

    /// <summary>Ready when a Unix domain socket accepts connections; its file exists a moment earlier.</summary>
    public static Readiness Listens(string socket, TimeSpan timeout) =>
        new($"{socket} accepts connections", cancellation => ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation), timeout);

    /// <summary>Waits until a component that has just been started is ready.</summary>
    /// <param name="component">The component.</param>
    /// <param name="exited">Completes with its exit status.</param>
    /// <param name="interval">The first interval between two probes.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="LabException">The component exited or did not become ready in time.</exception>
    public async Task WaitAsync(ComponentSpec component, Task<string> exited, TimeSpan interval, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var result = await Wait.UntilAsync(Probe, exited, Timeout, interval, cancellation);
        switch (result.Outcome)
        {
            case WaitOutcome.Exited:
                throw new LabException(FailureText.ExitedBeforeReady(component, await exited, watch.Elapsed, Condition));
            case WaitOutcome.TimedOut:
                throw new LabException(FailureText.NotReady(component, result.Elapsed, Condition, result.Reason));
        }
    }

    private static async Task<string?> ConnectAsync(UnixDomainSocketEndPoint socket, CancellationToken cancellation)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await client.ConnectAsync(socket, cancellation);
            return null;
        }
        catch (SocketException error)
        {
            return error.Message;
        }
    }
}
