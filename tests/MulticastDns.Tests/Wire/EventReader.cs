namespace MulticastDns.Tests.Wire;

/// <summary>Waits for events of a node.</summary>
internal sealed class EventReader(MulticastDnsNode node, string type, CancellationToken ct) : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly IAsyncEnumerator<ServiceEvent> _events = node.WatchAsync(type, ct).GetAsyncEnumerator(ct);
    private readonly List<string> _skipped = [];

    /// <summary>Waits for an event of an instance; skips others.</summary>
    /// <exception cref="AssertFailedException">The event was not received within the timeout.</exception>
    public async Task<ServiceInstance> WaitAsync(ServiceEventKind kind, string instance)
    {
        while (true)
        {
            try
            {
                Assert.IsTrue(await _events.MoveNextAsync().AsTask().WaitAsync(Timeout, ct), $"Expected {kind} {instance}, but the enumeration ended.");
            }
            catch (TimeoutException)
            {
                Assert.Fail($"Expected {kind} {instance} within {Timeout.TotalSeconds} s. Events received: {string.Join(", ", _skipped)}");
            }

            var next = _events.Current;
            if (next.Kind == kind && next.Instance.Instance == instance)
            {
                return next.Instance;
            }

            _skipped.Add($"{next.Kind} {next.Instance.Instance}");
        }
    }

    public ValueTask DisposeAsync() => _events.DisposeAsync();
}
