using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Components;

/// <summary>A part that a station does without; its log says so.</summary>
/// <param name="kind">Which part.</param>
/// <param name="setup">The station.</param>
internal sealed class AbsentComponent(ComponentKind kind, StationSetup setup) : Component(setup, kind)
{
    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellation) =>
        File.AppendAllTextAsync(Log, $"{Setup.Slot.StationName} has no {ComponentNames.Of(Kind)}.{Environment.NewLine}", cancellation);

    /// <inheritdoc />
    protected override Task EndAsync(ProcessSignal? first)
    {
        HasEnded("its station");
        return Task.CompletedTask;
    }
}
