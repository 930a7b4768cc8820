using Build.Lab.Emulators;
using Build.Lab.Processes;
using Build.Lab.Sessions;
using Build.Lab.Stations;

namespace Build.Lab.Parts;

/// <summary>A part that is a container.</summary>
/// <param name="setup">The station it is part of.</param>
/// <param name="engine">Where it runs.</param>
/// <param name="image">Its image.</param>
/// <param name="publish">Its ports.</param>
/// <param name="environment">Its variables.</param>
/// <param name="readiness">When it is ready.</param>
internal sealed class ContainerPart(
    StationSetup setup, DockerEngine engine, string image, IReadOnlyList<string> publish, IReadOnlyList<string> environment, Readiness readiness) : IPart
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess? _logs;
    private ChildProcess? _wait;

    /// <inheritdoc />
    public PartKind Kind => PartKind.Emulator;

    /// <inheritdoc />
    public string Log { get; } = setup.LogOf(PartKind.Emulator);

    /// <inheritdoc />
    public Task<string> Ended => _ended.Task;

    /// <inheritdoc />
    public bool IsStopping { get; private set; }

    private string Name => setup.Slot.ContainerName;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellation)
    {
        setup.Session.Note(new ContainerEntry(Name, engine.Address));

        // The engine creates the container even when this process is killed while it waits: the label is what Cleanup finds it by.
        await Task.Run(() => engine.Run(image, Name, [$"{Session.ContainerLabel}={setup.Session.Id}"], publish, environment), CancellationToken.None);
        _logs = setup.Session.Start(new ProcessCommand("docker", ["logs", "--follow", Name]), setup.Slot.StationName, PartNames.Of(Kind), Log);
        _wait = setup.Session.Start(new ProcessCommand("docker", ["wait", Name]), setup.Slot.StationName, "container-exit", setup.Session.LogFile(setup.Slot.StationName, "container-exit", setup.FleetId));
        _ = WatchAsync(_wait);

        await readiness.WaitAsync(setup, this, cancellation);
    }

    /// <inheritdoc />
    public async Task StopAsync(ProcessSignal? first)
    {
        IsStopping = true;
        await Task.Run(Remove);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync(ProcessSignal.Kill);
        foreach (var follower in new[] { _logs, _wait }.OfType<ChildProcess>())
        {
            await follower.DisposeAsync();
        }
    }

    // By label and name together: a container of that name that is not this session's is somebody else's.
    private void Remove()
    {
        var own = engine.WithLabel($"{Session.ContainerLabel}={setup.Session.Id}", Name);
        if (own.Count > 0)
        {
            engine.Remove([.. own]);
        }
    }

    // docker wait prints the container's exit code and ends with 0 itself.
    private async Task WatchAsync(ChildProcess wait)
    {
        var exit = await wait.Exited;
        await Task.WhenAny(_logs!.Exited, Task.Delay(setup.Timeouts.Kill));
        var code = LogTail.LastLines(wait.Log, 1);
        _ended.TrySetResult(exit.Code == 0 && code is [var text] && int.TryParse(text, out var number) ? new ExitStatus(number).ToString() : $"docker wait: {exit}");
    }
}
