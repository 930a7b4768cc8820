using System.Diagnostics;
using System.Net.Sockets;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Components;

/// <summary>When a part is ready.</summary>
/// <param name="Condition">The condition in words, for failures.</param>
/// <param name="Probe">Null when it holds, else the reason why not.</param>
/// <param name="Timeout">How long it may take.</param>
internal sealed record Readiness(string Condition, Func<CancellationToken, Task<string?>> Probe, TimeSpan Timeout)
{
    /// <summary>Ready when a GET answers 200.</summary>
    public static Readiness Http(HttpClient client, Uri url, LabTimeouts timeouts, TimeSpan timeout)
    {
        var probe = new HttpProbe(client, url, timeouts.Probe);
        return new Readiness(probe.Condition, probe.AskAsync, timeout);
    }

    /// <summary>Ready when a file, a device or a link is there.</summary>
    public static Readiness Exists(string path, TimeSpan timeout) =>
        new($"{path} is there", _ => Task.FromResult(File.Exists(path) ? null : "it is not"), timeout);

    /// <summary>Ready when a Unix domain socket takes connections: its file is there a moment before.</summary>
    public static Readiness Listens(string socket, TimeSpan timeout) =>
        new($"{socket} takes connections", cancellation => ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation), timeout);

    /// <summary>Waits until what has just been started is ready.</summary>
    /// <param name="station">The station, or the fleet, it is part of.</param>
    /// <param name="part">Which part.</param>
    /// <param name="ended">Completes when it has ended, with how.</param>
    /// <param name="log">Its log.</param>
    /// <param name="interval">Between the first two probes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ComponentFailedException">It ended, or did not become ready in time.</exception>
    public async Task WaitAsync(string station, ComponentKind part, Task<string> ended, string log, TimeSpan interval, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var result = await Wait.UntilAsync(Probe, ended, Timeout, interval, cancellation);
        switch (result.Outcome)
        {
            case WaitOutcome.Ended:
                throw new ComponentFailedException(FailureText.EndedBeforeReady(station, part, await ended, watch.Elapsed, log, Condition));
            case WaitOutcome.TimedOut:
                throw new ComponentFailedException(FailureText.NotReady(station, part, result.Elapsed, log, Condition, result.Reason));
        }
    }

    /// <summary>Waits until a part of a station that has just been started is ready.</summary>
    /// <exception cref="ComponentFailedException">It ended, or did not become ready in time.</exception>
    public Task WaitAsync(StationSetup setup, IComponent part, CancellationToken cancellation) =>
        WaitAsync(setup.Slot.StationName, part.Kind, part.Ended, part.Log, setup.Timeouts.ProbeInterval, cancellation);

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
