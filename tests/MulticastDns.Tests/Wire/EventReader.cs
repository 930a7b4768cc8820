namespace MulticastDns.Tests.Wire;

/// <summary>Reads a node's events one by one, each with a time-out that says what was waited for.</summary>
internal sealed class EventReader(MulticastDnsNode node, string type, CancellationToken ct) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IAsyncEnumerator<ServiceEvent> _events = node.WatchAsync(type, ct).GetAsyncEnumerator(ct);
    private readonly List<string> _seen = [];

    public async Task<ServiceInstance> NextAsync(ServiceEventKind kind, string instance)
    {
        while (true)
        {
            try
            {
                Assert.IsTrue(await _events.MoveNextAsync().AsTask().WaitAsync(Patience, ct), $"the events ended before {kind} {instance}");
            }
            catch (TimeoutException)
            {
                Assert.Fail($"{kind} {instance} didn't come within {Patience.TotalSeconds} s; seen: {string.Join(", ", _seen)}");
            }

            var next = _events.Current;
            if (next.Kind == kind && next.Instance.Instance == instance)
            {
                return next.Instance;
            }

            _seen.Add($"{next.Kind} {next.Instance.Instance}");
        }
    }

    public ValueTask DisposeAsync() => _events.DisposeAsync();
}
