using System.Diagnostics;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace LoadSharing.Lab.Components;

/// <summary>A component that is a container.</summary>
/// <param name="spec">The component.</param>
/// <param name="container">The container.</param>
/// <param name="exitLog">The path of the file that gets the output of <c>docker wait</c>.</param>
/// <param name="readiness">The readiness condition.</param>
/// <param name="engine">The engine.</param>
/// <param name="session">The session whose label the container gets.</param>
/// <param name="timeouts">The timeouts.</param>
internal sealed class ContainerComponent(
    ComponentSpec spec, ContainerSpec container, string exitLog, Readiness readiness, IContainerEngine engine, Session session, LabTimeouts timeouts)
    : Component(spec)
{
    private readonly string _label = $"{Session.ContainerLabel}={session.Id}";
    private ChildProcess? _logs;
    private ChildProcess? _wait;

    /// <inheritdoc />
    protected override async Task StartCoreAsync(CancellationToken cancellation)
    {
        session.Record(new ContainerEntry(container.Name, engine.Address));

        await RunAsync();
        _logs = session.Start(engine.Follow("logs", "--follow", container.Name), Spec.Owner, Spec.Name, Spec.Log);
        _wait = session.Start(engine.Follow("wait", container.Name), Spec.Owner, "container-exit", exitLog);
        _ = WatchAsync(_wait);

        await readiness.WaitAsync(Spec, Exited, timeouts.ProbeInterval, cancellation);
    }

    /// <inheritdoc />
    protected override async Task StopCoreAsync(ProcessSignal? first) => await Task.Run(Remove);

    /// <inheritdoc />
    protected override async Task DisposeCoreAsync()
    {
        var followers = new[] { _logs, _wait }.OfType<ChildProcess>().ToList();
        try
        {
            await StopCoreAsync(ProcessSignal.Kill);

            // The followers exit by themselves after the container, when the log is complete.
            await Task.WhenAny(Task.WhenAll(followers.Select(follower => follower.Exited)), Task.Delay(timeouts.Kill));
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
            // Not cancellable: the engine creates the container even if its client is killed.
            var warnings = await Task.Run(() => engine.Run(container, [_label]), CancellationToken.None);
            await File.AppendAllLinesAsync(Spec.Log, warnings, CancellationToken.None);
        }
        catch (ContainerEngineException error)
        {
            await File.AppendAllLinesAsync(Spec.Log, error.Errors, CancellationToken.None);
            var status = new ExitStatus(error.ExitCode).ToString();
            throw new LabException(FailureText.NotStarted(Spec, "docker run", status, watch.Elapsed), ResourceInUse(error));
        }
    }

    private string? ResourceInUse(ContainerEngineException error) =>
        error.IsNameTaken ? $"container {container.Name}"
        : error.PortTaken is { } port ? $"TCP port {port} of the Docker host"
        : null;

    // By label and name: a container of this name without the session's label is foreign.
    private void Remove()
    {
        var own = engine.WithLabel(_label, container.Name);
        if (own.Count > 0)
        {
            engine.Remove([.. own]);
        }
    }

    // docker wait prints the container's exit code and exits with 0.
    private async Task WatchAsync(ChildProcess wait)
    {
        var exit = await wait.Exited;
        await Task.WhenAny(_logs!.Exited, Task.Delay(timeouts.Kill));
        var output = LogTail.LastLines(wait.Log, 1);
        SetExited(exit.Code == 0 && output is [var text] && int.TryParse(text, out var code) ? new ExitStatus(code).ToString() : $"docker wait: {exit}");
    }
}
