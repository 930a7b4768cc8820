namespace LoadSharing.Lab.Hosting;

/// <summary>A part that runs in a shared process.</summary>
/// <param name="process">The process.</param>
/// <param name="id">Its number there.</param>
/// <param name="ended">Completes when it has ended, with how.</param>
internal sealed class HostedRun(HostProcess process, int id, Task<string> ended)
{
    /// <summary>Completes when it has ended, with how.</summary>
    public Task<string> Ended => ended;

    /// <summary>Ends it as SIGTERM does.</summary>
    public void Stop() => process.Send(new StopOrder(id));

    /// <summary>Ends it as SIGKILL does.</summary>
    public void Cut() => process.Send(new CutOrder(id));

    /// <summary>Writes a line into its log.</summary>
    public void Mark(string line) => process.Send(new MarkOrder(id, line));
}
