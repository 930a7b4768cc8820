namespace LoadSharing.Lab.Tests.Fleets;

/// <summary>Which request the pool serves first, and which waits for a leased fleet. All fleets have two stations.</summary>
[TestClass]
public sealed class FleetPoolOrderTests : IAsyncDisposable
{
    private readonly FakeFactory _factory = new();

    public required TestContext TestContext { get; init; }

    private CancellationToken Token => TestContext.CancellationToken;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [TestMethod]
    public async Task Acquire_FleetOfItsSizeLeased_WaitsForIt()
    {
        var pool = _factory.CreatePool(waitsForLeased: true);
        var first = await Acquire(pool, "first");

        var second = Acquire(pool, "second");
        await first.ReleaseAsync(FleetState.Clean);

        await second;
        await pool.DisposeAsync();
        Assert.AreEqual("start fleet-1 (2), stop fleet-1", _factory.Log);
    }

    [TestMethod]
    public async Task ReleaseAll_TestWaitsForAFleet_GetsANewOne()
    {
        await using var pool = _factory.CreatePool(waitsForLeased: true);
        await Acquire(pool, "first");
        var second = Acquire(pool, "second");

        await pool.ReleaseAllAsync();

        Assert.AreEqual("fleet-2", (await second).Fleet.Id);
    }

    [TestMethod]
    public async Task Acquire_AnotherTestWaitsForTheLeasedFleet_StartsOne()
    {
        await using var pool = _factory.CreatePool(waitsForLeased: true);
        await Acquire(pool, "first");
        var second = Acquire(pool, "second");

        _ = Acquire(pool, "third");

        Assert.AreEqual("fleet-2", (await second).Fleet.Id);
    }

    [TestMethod]
    public async Task Acquire_TestThatHoldsAFleet_StartsOne()
    {
        await using var pool = _factory.CreatePool(waitsForLeased: true);
        await Acquire(pool, "test");

        Assert.AreEqual("fleet-2", (await Acquire(pool, "test")).Fleet.Id);
    }

    [TestMethod]
    public async Task Acquire_LabThatDoesNotWait_StartsOne()
    {
        await using var pool = _factory.CreatePool(waitsForLeased: false);
        await Acquire(pool, "first");

        Assert.AreEqual("fleet-2", (await Acquire(pool, "second")).Fleet.Id);
    }

    [TestMethod]
    public async Task Acquire_FreshAfterAny_GetsTheUnusedFleet()
    {
        await using var pool = _factory.CreatePool(starts: 2, waitsForLeased: true);
        _factory.Hold();
        var any = Acquire(pool, "any");
        var fresh = Acquire(pool, "fresh", fresh: true);

        await _factory.ReleaseOneAsync(Token);

        Assert.AreEqual("fleet-1", (await fresh).Fleet.Id);
        await (await fresh).ReleaseAsync(FleetState.Clean);
        Assert.IsTrue((await any).IsReused);
    }

    private Task<Lease> Acquire(FleetPool pool, string test, bool fresh = false) => pool.AcquireAsync(new LeaseRequest(2, test, fresh), Token);
}
