using System.Diagnostics;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Components;

/// <summary>A part that is a container.</summary>
/// <param name="setup">The station it is part of.</param>
/// <param name="engine">Where it runs.</param>
/// <param name="image">Its image.</param>
/// <param name="publish">Its ports.</param>
/// <param name="environment">Its variables.</param>
/// <param name="readiness">When it is ready.</param>
internal sealed class ContainerComponent(
    StationSetup setup, IContainerEngine engine, string image, IReadOnlyList<string> publish, IReadOnlyList<string> environment, Readiness readiness) : Component(setup, ComponentKind.Emulator)
{
    private ChildProcess? _logs;
    private ChildProcess? _wait;

    private string Name => Setup.Slot.ContainerName;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellation)
    {
        Setup.Session.Note(new ContainerEntry(Name, engine.Address));

        await RunAsync();
        _logs = Setup.Session.Start(engine.Follow("logs", "--follow", Name), Setup.Slot.StationName, ComponentNames.Of(Kind), Log);
        _wait = Setup.Session.Start(engine.Follow("wait", Name), Setup.Slot.StationName, "container-exit", Setup.Session.LogFile(Setup.Slot.StationName, "container-exit", Setup.FleetId));
        _ = WatchAsync(_wait);

        await readiness.WaitAsync(Setup, this, cancellation);
    }

    /// <inheritdoc />
    protected override async Task EndAsync(ProcessSignal? first) => await Task.Run(Remove);

    /// <inheritdoc />
    protected override async Task ReleaseAsync()
    {
        var followers = new[] { _logs, _wait }.OfType<ChildProcess>().ToList();
        try
        {
            await EndAsync(ProcessSignal.Kill);

            // They end with the container, and not before the log has its last words.
            await Task.WhenAny(Task.WhenAll(followers.Select(follower => follower.Exited)), Task.Delay(Setup.Timeouts.Kill));
        }
        finally
        {
            await Task.WhenAll(followers.Select(follower => follower.DisposeAsync().AsTask()));
        }
    }

    private async Task RunAsync()
    {
        var watch = Stopwatch.StartNew();
        try
        {
            // The engine creates the container even when this process is killed while it waits: the label is what Cleanup finds it by.
            var said = await Task.Run(() => engine.Run(image, Name, [$"{Session.ContainerLabel}={Setup.Session.Id}"], publish, environment), CancellationToken.None);
            await File.AppendAllLinesAsync(Log, said, CancellationToken.None);
        }
        catch (ContainerEngineException refusal)
        {
            await File.AppendAllLinesAsync(Log, refusal.Errors, CancellationToken.None);
            var how = new ExitStatus(refusal.ExitCode).ToString();
            throw new ComponentFailedException(FailureText.NotStarted(Setup.Slot.StationName, Kind, "docker run", how, watch.Elapsed, Log), Obstacle(refusal));
        }
    }

    private string? Obstacle(ContainerEngineException refusal) =>
        refusal.IsNameTaken ? $"container {Name}"
        : refusal.PortTaken is { } port ? $"TCP port {port} of the Docker host"
        : null;

    // By label and name together: a container of that name that is not this session's is somebody else's.
    private void Remove()
    {
        var own = engine.WithLabel($"{Session.ContainerLabel}={Setup.Session.Id}", Name);
        if (own.Count > 0)
        {
            engine.Remove([.. own]);
        }
    }

    // docker wait prints the container's exit code and ends with 0 itself.
    private async Task WatchAsync(ChildProcess wait)
    {
        var exit = await wait.Exited;
        await Task.WhenAny(_logs!.Exited, Task.Delay(Setup.Timeouts.Kill));
        var code = LogTail.LastLines(wait.Log, 1);
        HasEnded(exit.Code == 0 && code is [var text] && int.TryParse(text, out var number) ? new ExitStatus(number).ToString() : $"docker wait: {exit}");
    }
}
