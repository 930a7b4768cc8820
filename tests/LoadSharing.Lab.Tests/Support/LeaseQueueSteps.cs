using LoadSharing.Lab.Fleets;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>What a lab does with a queue.</summary>
internal static class LeaseQueueSteps
{
    /// <summary>A test has had a fleet and gives it back as good as new.</summary>
    public static async Task GiveBackAsync(this LeaseQueue<string> queue, string fleet, int size, CancellationToken cancellation)
    {
        await queue.WaitAsync(size, usedWillDo: false, Reuse.Soon, cancellation);
        queue.Started(size);
        Assert.IsTrue(queue.TryKeep(fleet, size));
    }

    /// <summary>A fleet was prepared.</summary>
    public static async Task PrepareAsync(this LeaseQueue<string> queue, string fleet, int size, int atOnce, CancellationToken cancellation)
    {
        await queue.WaitToPrepareAsync(size, atOnce, cancellation);
        queue.Started(size);
        queue.Prepared(Task.FromResult(fleet), size);
    }
}
