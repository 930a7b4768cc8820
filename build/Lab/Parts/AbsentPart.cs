using Build.Lab.Processes;
using Build.Lab.Stations;

namespace Build.Lab.Parts;

/// <summary>A part that a station does without; its log says so.</summary>
/// <param name="kind">Which part.</param>
/// <param name="setup">The station.</param>
internal sealed class AbsentPart(PartKind kind, StationSetup setup) : IPart
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public PartKind Kind => kind;

    /// <inheritdoc />
    public string Log { get; } = setup.LogOf(kind);

    /// <inheritdoc />
    public Task<string> Ended => _ended.Task;

    /// <inheritdoc />
    public bool IsStopping { get; private set; }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellation) =>
        File.AppendAllTextAsync(Log, $"{setup.Slot.StationName} has no {PartNames.Of(kind)}.{Environment.NewLine}", cancellation);

    /// <inheritdoc />
    public Task StopAsync(ProcessSignal? first)
    {
        IsStopping = true;
        _ended.TrySetResult("its station");
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync(null);
}
