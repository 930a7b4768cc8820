using System.Diagnostics;

namespace LoadSharing.Lab.Fleets;

/// <summary>A request for a fleet that waits for one.</summary>
internal sealed record PendingLease(LeaseRequest Lease)
{
    /// <summary>The time of its arrival, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long Arrived { get; } = Stopwatch.GetTimestamp();

    public TaskCompletionSource<Lease> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The span of the request, to which the start of its fleet belongs; null if nothing listens to spans.</summary>
    public Activity? Span { get; } = Activity.Current;
}
