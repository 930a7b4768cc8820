using Build.Lab.Waiting;

namespace Build.Lab.Parts;

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
}
