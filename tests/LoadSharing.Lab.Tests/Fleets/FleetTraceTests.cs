using System.Diagnostics;

namespace LoadSharing.Lab.Tests.Fleets;

/// <summary>The span to which the start of a fleet belongs. Another request may cause the start.</summary>
[TestClass]
public sealed class FleetTraceTests : IAsyncDisposable
{
    private readonly FakeFactory _factory = new();

    public required TestContext TestContext { get; init; }

    private CancellationToken Token => TestContext.CancellationToken;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [TestMethod]
    public async Task Start_CausedByARelease_BelongsToTheRequestThatWaits()
    {
        await using var pool = _factory.CreatePool(oneFleetAtATime: true);
        using var first = new Activity("first").Start();
        var lease = await pool.AcquireAsync(new LeaseRequest(1, "first"), Token);
        using var second = new Activity("second").Start();
        var waiting = pool.AcquireAsync(new LeaseRequest(2, "second"), Token);
        Activity.Current = first;

        await lease.ReleaseAsync(FleetState.Clean);

        await waiting;
        Assert.AreSame(second, _factory.Span);
    }

    [TestMethod]
    public async Task Start_AheadOfTests_BelongsToNoRequest()
    {
        await using var pool = _factory.CreatePool();
        using var request = new Activity("request").Start();

        pool.Prestart([1]);

        await _factory.StartedAsync(1, Token);
        Assert.IsNull(_factory.Span);
    }
}
