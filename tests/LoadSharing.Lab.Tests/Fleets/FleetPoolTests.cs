namespace LoadSharing.Lab.Tests.Fleets;

/// <summary>The policy of the pool, with fleets that have no stations.</summary>
[TestClass]
public sealed class FleetPoolTests : IAsyncDisposable
{
    private readonly FakeFactory _factory = new();
    private readonly KeptFleets _kept = new(isEnabled: true);

    public required TestContext TestContext { get; init; }

    private CancellationToken Token => TestContext.CancellationToken;

    public ValueTask DisposeAsync() => _factory.DisposeAsync();

    [TestMethod]
    public async Task Acquire_NoFleetIdle_StartsOne()
    {
        await using var pool = Pool();

        var lease = await Acquire(pool, 2);

        Assert.IsFalse(lease.IsReused);
        Assert.AreEqual("start fleet-1 (2)", _factory.Log);
    }

    [TestMethod]
    public async Task Acquire_CleanFleetIdle_ReusesIt()
    {
        await using var pool = Pool();
        await (await Acquire(pool, 2)).ReleaseAsync(FleetState.Clean);

        var lease = await Acquire(pool, 2);

        Assert.IsTrue(lease.IsReused);
        Assert.AreEqual("lease-2 of fleet-1", $"{lease.Id} of {lease.Fleet.Id}");
    }

    [TestMethod]
    public async Task Acquire_Fresh_DoesNotReuse()
    {
        await using var pool = Pool();
        await (await Acquire(pool, 2)).ReleaseAsync(FleetState.Clean);

        Assert.AreEqual("fleet-2", (await Acquire(pool, 2, fresh: true)).Fleet.Id);
    }

    [TestMethod]
    public async Task Acquire_UsedAndUnusedFleetIdle_ReusesTheUsedOne()
    {
        await using var pool = Pool();
        var used = await Acquire(pool, 2);
        await PrestartAsync(pool, 2);
        await used.ReleaseAsync(FleetState.Clean);

        Assert.AreEqual(used.Fleet.Id, (await Acquire(pool, 2)).Fleet.Id);
    }

    [TestMethod]
    public async Task Acquire_StationOfIdleFleetExited_StartsAnother()
    {
        await using var pool = Pool();
        var first = await Acquire(pool, 2);
        await first.ReleaseAsync(FleetState.Clean);
        ((FakeFleet)first.Fleet).HasExited = true;

        await Acquire(pool, 2);

        Assert.AreEqual("start fleet-1 (2), stop fleet-1, start fleet-2 (2)", _factory.Log);
    }

    [TestMethod]
    public async Task Acquire_CapacityLeased_WaitsUntilARelease()
    {
        await using var pool = Pool(stations: 4);
        var first = await Acquire(pool, 2);
        await Acquire(pool, 2);

        var waiting = Acquire(pool, 2);
        Assert.IsFalse(waiting.IsCompleted);
        await first.ReleaseAsync(FleetState.Dirty);

        Assert.AreEqual("fleet-3", (await waiting).Fleet.Id);
    }

    [TestMethod]
    public async Task Acquire_CapacityIdle_StopsTheIdleFleet()
    {
        await using var pool = Pool(stations: 4);
        await (await Acquire(pool, 3)).ReleaseAsync(FleetState.Clean);

        await Acquire(pool, 2);

        Assert.AreEqual("start fleet-1 (3), stop fleet-1, start fleet-2 (2)", _factory.Log);
    }

    [TestMethod]
    public async Task Acquire_SmallFleetAfterALargeOneThatWaits_WaitsToo()
    {
        await using var pool = Pool(stations: 4);
        await Acquire(pool, 1);
        await Acquire(pool, 1);

        var large = Acquire(pool, 4);
        var small = Acquire(pool, 1);

        Assert.IsFalse(large.IsCompleted);
        Assert.IsFalse(small.IsCompleted);
    }

    [TestMethod]
    public async Task Acquire_SecondFleetBeyondCapacity_IsStarted()
    {
        await using var pool = Pool(stations: 2);
        await Acquire(pool, 2);

        Assert.AreEqual("fleet-2", (await Acquire(pool, 2)).Fleet.Id);
    }

    [TestMethod]
    public async Task Acquire_StartsAtTheirLimit_WaitsForAStart()
    {
        await using var pool = Pool(starts: 2);
        _factory.Hold();
        var first = Acquire(pool, 2);
        var second = Acquire(pool, 2);

        Assert.AreEqual("fleet-1", await _factory.ReleaseOneAsync(Token));
        Assert.AreEqual("fleet-2", await _factory.ReleaseOneAsync(Token));

        await Task.WhenAll(first, second);
    }

    [TestMethod]
    public async Task Acquire_OneFleetAtATime_WaitsForTheOther()
    {
        await using var pool = Pool(oneFleetAtATime: true);
        var first = await Acquire(pool, 1);
        var blocked = new TaskCompletionSource();
        pool.Blocked += (_, _) => blocked.TrySetResult();

        var second = Acquire(pool, 2);
        await blocked.Task.WaitAsync(Token);
        await first.ReleaseAsync(FleetState.Clean);
        await second;

        Assert.AreEqual("start fleet-1 (1), stop fleet-1, start fleet-2 (2)", _factory.Log);
    }

    [TestMethod]
    public async Task Acquire_StartFails_ThrowsItsException()
    {
        await using var pool = Pool();
        _factory.Failure = new LabException("no more slots");

        var error = await Assert.ThrowsExactlyAsync<LabException>(() => Acquire(pool, 1));

        Assert.AreEqual("no more slots", error.Message);
        _factory.Failure = null;
        await Acquire(pool, 1);
    }

    [TestMethod]
    public async Task Acquire_CancelledWhileItWaits_LeavesItsPlaceToTheNext()
    {
        await using var pool = Pool(oneFleetAtATime: true);
        var first = await Acquire(pool, 1);
        using var cancellation = new CancellationTokenSource();
        var cancelled = pool.AcquireAsync(new LeaseRequest(2, "test"), cancellation.Token);
        var next = Acquire(pool, 1);

        await cancellation.CancelAsync();
        await first.ReleaseAsync(FleetState.Clean);

        await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled);
        Assert.AreEqual("fleet-1", (await next).Fleet.Id);
    }

    [TestMethod]
    public async Task Release_UncleanFleet_StopsIt()
    {
        await using var pool = Pool();
        var lease = await Acquire(pool, 1);
        _factory.IsClean = false;

        await lease.ReleaseAsync(FleetState.Clean);

        Assert.AreEqual("start fleet-1 (1), stop fleet-1", _factory.Log);
    }

    [TestMethod]
    public async Task Release_Twice_StopsOnce()
    {
        await using var pool = Pool();
        var lease = await Acquire(pool, 1);

        await Task.WhenAll(lease.ReleaseAsync(FleetState.Dirty), lease.ReleaseAsync(FleetState.Dirty));

        Assert.AreEqual("start fleet-1 (1), stop fleet-1", _factory.Log);
        Assert.IsNull(pool.Find(lease.Id));
    }

    [TestMethod]
    public async Task Release_Failed_KeepsTheFleetRunning()
    {
        var pool = Pool();
        await (await Acquire(pool, 1)).ReleaseAsync(FleetState.Failed);

        await pool.DisposeAsync();

        Assert.AreEqual("start fleet-1 (1)", _factory.Log);
        Assert.AreEqual("test", Assert.ContainsSingle(_kept.All).Test);
    }

    [TestMethod]
    public async Task Acquire_KeptFleetOnASharedLink_IsRefused()
    {
        await using var pool = Pool(oneFleetAtATime: true);
        await (await Acquire(pool, 1)).ReleaseAsync(FleetState.Failed);

        var error = await Assert.ThrowsExactlyAsync<LabException>(() => Acquire(pool, 1));

        Assert.StartsWith("The stations of test are kept running.", error.Message);
    }

    [TestMethod]
    public async Task Prestart_Sizes_AreReadyForTheirRequests()
    {
        await using var pool = Pool();
        await PrestartAsync(pool, 2);

        var lease = await Acquire(pool, 2, fresh: true);

        Assert.AreEqual("fleet-1", lease.Fleet.Id);
        Assert.AreEqual("start fleet-1 (2)", _factory.Log);
    }

    [TestMethod]
    public async Task Prestart_MoreThanTheMaximum_StartsTheNextWhenOneIsLeased()
    {
        await using var pool = Pool();
        pool.Prestart([1, 1]);
        await _factory.StartedAsync(1, Token);

        await Acquire(pool, 1);

        await _factory.StartedAsync(2, Token);
    }

    [TestMethod]
    public async Task Prestart_SeveralSizes_StartsTheLargestFirst()
    {
        await using var pool = Pool();

        pool.Prestart([1, 2]);
        await _factory.StartedAsync(1, Token);

        Assert.AreEqual("start fleet-1 (2)", _factory.Log);
    }

    [TestMethod]
    public async Task Prestart_OneFleetAtATime_StartsNone()
    {
        await using var pool = Pool(oneFleetAtATime: true);

        pool.Prestart([1]);

        Assert.AreEqual("", _factory.Log);
    }

    [TestMethod]
    public async Task Dispose_WithLeasedIdleAndWaiting_StopsAndCancels()
    {
        var pool = Pool(stations: 2);
        await Acquire(pool, 1);
        await (await Acquire(pool, 1)).ReleaseAsync(FleetState.Clean);
        await Acquire(pool, 1, fresh: true);
        var waiting = Acquire(pool, 2, fresh: true);

        await pool.DisposeAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        Assert.AreEqual(0, _factory.Running);
        await Assert.ThrowsAsync<OperationCanceledException>(() => Acquire(pool, 1));
    }

    private Task<Lease> Acquire(FleetPool pool, int size, bool fresh = false) => pool.AcquireAsync(new LeaseRequest(size, "test", fresh), Token);

    private async Task PrestartAsync(FleetPool pool, int size)
    {
        var started = _factory.Starts;
        pool.Prestart([size]);
        await _factory.StartedAsync(started + 1, Token);
    }

    private FleetPool Pool(int stations = 100, int starts = 100, bool oneFleetAtATime = false) =>
        _factory.CreatePool(stations, starts, oneFleetAtATime: oneFleetAtATime, kept: _kept);
}
