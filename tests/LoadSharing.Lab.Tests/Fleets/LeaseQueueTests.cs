using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Fleets;

[TestClass]
public sealed class LeaseQueueTests : LabTest
{
    private const int Plenty = 100;

    [TestMethod]
    public async Task Fresh_OnLinksOfTheirOwn_AllStartAtOnce()
    {
        var queue = Queue();

        var turns = await Task.WhenAll(queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token), queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token));

        Assert.IsTrue(Array.TrueForAll(turns, turn => turn.Ready is null && turn.InTheWay.Count == 0));
    }

    [TestMethod]
    public async Task Fresh_WhileAUsedFleetIsIdle_StartsItsOwn()
    {
        var queue = Queue();
        await GiveBackAsync(queue, "used", 2);

        Assert.IsNull((await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token)).Ready);
    }

    [TestMethod]
    public async Task UsedWillDo_WhileAUsedFleetOfItsSizeIsIdle_GetsIt()
    {
        var queue = Queue();
        await GiveBackAsync(queue, "two", 2);
        await GiveBackAsync(queue, "three", 3);

        Assert.AreEqual("three", await (await queue.WaitAsync(3, usedWillDo: true, Reuse.Soon, Token)).Ready!);
    }

    [TestMethod]
    public async Task UsedWillDo_WhileAnotherTestHasOne_WaitsForItAndStartsNone()
    {
        var queue = Queue();
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        queue.Started(2);
        var second = queue.WaitAsync(2, usedWillDo: true, Reuse.Soon, Token);
        Assert.IsFalse(second.IsCompleted);

        Assert.IsTrue(queue.TryKeep("first", 2));

        Assert.AreEqual("first", await (await second).Ready!);
    }

    [TestMethod]
    public async Task UsedWillDo_WaitsLongerThanPatience_StartsItsOwn()
    {
        var queue = new LeaseQueue<string>(sharesLink: false, Plenty, testsAStart: 4, TimeSpan.Zero, patience: TimeSpan.Zero);
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        queue.Started(2);

        var second = await queue.WaitAsync(2, usedWillDo: true, Reuse.Soon, Token).WaitAsync(Eventually.Timeout, Token);

        Assert.IsNull(second.Ready);
    }

    [TestMethod]
    public async Task UsedWillDo_TheFleetItWaitedForIsSpoilt_StartsItsOwn()
    {
        var queue = Queue();
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        queue.Started(2);
        var second = queue.WaitAsync(2, usedWillDo: true, Reuse.Soon, Token);

        queue.End(2);

        Assert.IsNull((await second).Ready);
    }

    [TestMethod]
    public async Task UsedWillDo_ManyOfThem_DoNotAllWaitForOneFleet()
    {
        var queue = Queue();
        await queue.WaitAsync(1, usedWillDo: false, Reuse.Soon, Token);
        var waiting = Enumerable.Range(0, 12).Select(_ => queue.WaitAsync(1, usedWillDo: true, Reuse.Soon, Token)).ToList();

        var started = await Task.WhenAny(waiting);

        Assert.IsNull((await started).Ready);
        Assert.IsTrue(waiting.Exists(wait => !wait.IsCompleted), "Each has started one of its own");
    }

    [TestMethod]
    [DataRow(nameof(Reuse.Late), nameof(Reuse.Soon))]
    [DataRow(nameof(Reuse.Never), nameof(Reuse.Soon))]
    [DataRow(nameof(Reuse.Late), nameof(Reuse.Never))]
    [DataRow(nameof(Reuse.Never), nameof(Reuse.Never))]
    public async Task UsedWillDo_WhoHasThemLeavesThemLateOrNever_StartsItsOwn(string first, string second)
    {
        var queue = Queue();
        await queue.WaitAsync(2, usedWillDo: true, Enum.Parse<Reuse>(first), Token);
        queue.Started(2);

        Assert.IsNull((await queue.WaitAsync(2, usedWillDo: true, Enum.Parse<Reuse>(second), Token)).Ready);
    }

    [TestMethod]
    [DataRow(nameof(Reuse.Never), nameof(Reuse.Soon))]
    [DataRow(nameof(Reuse.Never), nameof(Reuse.Late))]
    [DataRow(nameof(Reuse.Soon), nameof(Reuse.Late))]
    public async Task UsedWillDo_TwoWaitForOneFleet_GetItInTheOrderOfWhatTheyLeave(string asksFirst, string getsItFirst)
    {
        var queue = Queue();
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        queue.Started(2);
        var second = queue.WaitAsync(2, usedWillDo: true, Enum.Parse<Reuse>(asksFirst), Token);
        var first = queue.WaitAsync(2, usedWillDo: true, Enum.Parse<Reuse>(getsItFirst), Token);
        Assert.IsFalse(second.IsCompleted || first.IsCompleted);

        queue.TryKeep("two", 2);

        Assert.AreEqual("two", await (await first).Ready!);
        Assert.IsTrue(!second.IsCompleted || second.Result.Ready is null);
    }

    [TestMethod]
    public async Task UsedWillDo_TwoWhoSpoilWaitForOneFleet_OneStartsItsOwn()
    {
        var queue = Queue();
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        queue.Started(2);
        var spoilers = Enumerable.Range(0, 2).Select(_ => queue.WaitAsync(2, usedWillDo: true, Reuse.Never, Token)).ToList();

        Assert.IsNull((await await Task.WhenAny(spoilers)).Ready);

        Assert.IsTrue(spoilers.Exists(spoiler => !spoiler.IsCompleted), "Each has started one of its own");
        queue.End(2, Reuse.Never);
        Assert.IsTrue(queue.TryKeep("two", 2));
        Assert.IsTrue(Array.TrueForAll(await Task.WhenAll(spoilers), turn => turn.Ready is null || turn.Ready.Result == "two"));
    }

    [TestMethod]
    public async Task TryKeep_WhileOneOfItsSizeIsIdle_IsRefused()
    {
        var queue = Queue();
        await GiveBackAsync(queue, "first", 2);

        Assert.IsFalse(queue.TryKeep("second", 2));
    }

    [TestMethod]
    public async Task Prepared_FreshAndUsedWillDoAskTogether_GoesToTheFresh()
    {
        var queue = Queue();
        await PrepareAsync(queue, "prepared", 2);

        var used = queue.WaitAsync(2, usedWillDo: true, Reuse.Soon, Token);
        var fresh = await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);

        Assert.AreEqual("prepared", await fresh.Ready!);
        Assert.IsFalse(used.IsCompleted);
        queue.TryKeep("prepared", 2);
        Assert.AreEqual("prepared", await (await used).Ready!);
    }

    [TestMethod]
    public async Task Prepared_OnlyUsedWillDoAsks_GetsItAfterTheCourtesy()
    {
        var queue = Queue();
        await PrepareAsync(queue, "prepared", 2);

        Assert.AreEqual("prepared", await (await queue.WaitAsync(2, usedWillDo: true, Reuse.Soon, Token)).Ready!);
    }

    [TestMethod]
    public async Task FreshOf_ASize_CountsWhatIsReadyUnderWayOrAskedForAndNoUsedOnes()
    {
        var queue = new LeaseQueue<string>(sharesLink: false, startsAtOnce: 4, testsAStart: 4, courtesy: TimeSpan.Zero);
        await GiveBackAsync(queue, "used", 2);
        await PrepareAsync(queue, "ready", 2);
        await PrepareAsync(queue, "another size", 3);
        await queue.WaitToPrepareAsync(2, atOnce: 4, Token);
        await queue.WaitToPrepareAsync(2, atOnce: 4, Token);
        var asked = queue.WaitToPrepareAsync(2, atOnce: 4, Token);
        Assert.IsFalse(asked.IsCompleted);

        Assert.AreEqual(4, queue.FreshOf(2));
        Assert.AreEqual(0, queue.FreshOf(1));
    }

    [TestMethod]
    public async Task Fresh_WhileOneIsBeingPrepared_WaitsForItAndGetsItsFailureToo()
    {
        var queue = Queue();
        await queue.WaitToPrepareAsync(2, atOnce: 1, Token);
        var fresh = queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        Assert.IsFalse(fresh.IsCompleted);

        queue.Prepared(Task.FromException<string>(new InvalidOperationException("it broke")), 2);

        var turn = await fresh;
        var error = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => turn.Ready!);
        Assert.AreEqual("it broke", error.Message);
        Assert.IsEmpty(queue.Drain());
    }

    [TestMethod]
    public async Task Starts_MoreThanMayStartAtOnce_GoOnWithTheLargest()
    {
        var queue = new LeaseQueue<string>(sharesLink: false, startsAtOnce: 4, testsAStart: 4, courtesy: TimeSpan.Zero);
        await queue.WaitAsync(4, usedWillDo: false, Reuse.Soon, Token);
        var one = queue.WaitAsync(1, usedWillDo: false, Reuse.Soon, Token);
        var three = queue.WaitAsync(3, usedWillDo: false, Reuse.Soon, Token);
        var four = queue.WaitAsync(4, usedWillDo: false, Reuse.Soon, Token);
        Assert.IsFalse(one.IsCompleted || three.IsCompleted || four.IsCompleted);

        queue.Started(4);

        await four;
        Assert.IsFalse(one.IsCompleted || three.IsCompleted);
        queue.Started(4);
        await Task.WhenAll(one, three);
    }

    [TestMethod]
    public async Task SharedLink_AFleetIsLeased_NoOtherRuns()
    {
        var queue = SharedLink();
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        queue.Started(2);
        var second = queue.WaitAsync(3, usedWillDo: false, Reuse.Soon, Token);
        Assert.IsFalse(second.IsCompleted);

        queue.End(2);

        Assert.IsNull((await second).Ready);
    }

    [TestMethod]
    public async Task SharedLink_AnIdleFleetOfAnotherSize_IsInTheWay()
    {
        var queue = SharedLink();
        await GiveBackAsync(queue, "two", 2);

        var turn = await queue.WaitAsync(3, usedWillDo: true, Reuse.Soon, Token);

        Assert.IsNull(turn.Ready);
        Assert.AreEqual("two", string.Join(' ', turn.InTheWay));
    }

    [TestMethod]
    public async Task SharedLink_ManyWait_TheUsedFleetServesItsSizeFirst()
    {
        var queue = SharedLink();
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        queue.Started(2);
        var four = queue.WaitAsync(4, usedWillDo: false, Reuse.Soon, Token);
        var two = queue.WaitAsync(2, usedWillDo: true, Reuse.Soon, Token);

        queue.TryKeep("two", 2);

        Assert.AreEqual("two", await (await two).Ready!);
        Assert.IsFalse(four.IsCompleted);
    }

    [TestMethod]
    public async Task Cancelled_WhileWaiting_LeavesTheQueue()
    {
        var queue = SharedLink();
        await queue.WaitAsync(1, usedWillDo: false, Reuse.Soon, Token);
        queue.Started(1);
        using var cancellation = new CancellationTokenSource();
        var gaveUp = queue.WaitAsync(4, usedWillDo: false, Reuse.Soon, cancellation.Token);
        var waits = queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => gaveUp);
        queue.End(1);
        Assert.IsNull((await waits).Ready);
    }

    private static LeaseQueue<string> Queue() => new(sharesLink: false, Plenty, testsAStart: 4, TimeSpan.FromMilliseconds(50));

    private static LeaseQueue<string> SharedLink() => new(sharesLink: true, Plenty, testsAStart: 4, TimeSpan.Zero);

    private Task GiveBackAsync(LeaseQueue<string> queue, string fleet, int size) => queue.GiveBackAsync(fleet, size, Token);

    private Task PrepareAsync(LeaseQueue<string> queue, string fleet, int size) => queue.PrepareAsync(fleet, size, Plenty, Token);
}
