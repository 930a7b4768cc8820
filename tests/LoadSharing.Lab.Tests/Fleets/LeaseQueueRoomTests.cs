using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Fleets;

/// <summary>How many fleets may wait for a test, and how many stations may run.</summary>
[TestClass]
public sealed class LeaseQueueRoomTests : LabTest
{
    private const int Plenty = 100;

    [TestMethod]
    public async Task ToPrepare_MoreThanTestsAtOnce_WaitUntilATestTakesOne()
    {
        var queue = Carrying(Plenty);
        await queue.PrepareAsync("first", 2, atOnce: 1, Token);
        var second = queue.WaitToPrepareAsync(3, atOnce: 1, Token);
        Assert.IsFalse(second.IsCompleted);

        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);

        await second.WaitAsync(Eventually.Timeout, Token);
    }

    [TestMethod]
    public async Task ToPrepare_ATestHasStartedOneOfItsSizeItself_IsGivenUp()
    {
        var queue = Carrying(Plenty);
        await queue.PrepareAsync("another", 3, atOnce: 1, Token);
        var planned = queue.WaitToPrepareAsync(2, atOnce: 1, Token);

        Assert.IsNull((await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token)).Ready);

        await Assert.ThrowsAsync<OperationCanceledException>(() => planned);
    }

    [TestMethod]
    public async Task ToPrepare_MoreThanTheMachineCarries_KeepsNoTestWaiting()
    {
        var queue = Carrying(4);
        await queue.GiveBackAsync("used", 2, Token);
        var tooMany = queue.WaitToPrepareAsync(3, Plenty, Token);
        Assert.IsFalse(tooMany.IsCompleted);

        var turn = await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);

        Assert.IsNull(turn.Ready);
        Assert.IsEmpty(turn.InTheWay);
        Assert.IsFalse(tooMany.IsCompleted);
    }

    [TestMethod]
    public async Task Fresh_MoreThanTheMachineCarries_EndsIdleOnesAndFirstTheUsed()
    {
        var queue = Carrying(6);
        await queue.PrepareAsync("fresh", 1, Plenty, Token);
        await queue.GiveBackAsync("used", 2, Token);

        var turn = await queue.WaitAsync(4, usedWillDo: false, Reuse.Soon, Token);

        Assert.AreEqual("used", string.Join(' ', turn.InTheWay));
        Assert.AreEqual("fresh", await (await queue.WaitAsync(1, usedWillDo: false, Reuse.Soon, Token)).Ready!);
    }

    [TestMethod]
    public async Task Fresh_MoreThanTheMachineCarriesBesideThoseThatTestsHave_WaitsForOneToEnd()
    {
        var queue = Carrying(5);
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        var third = queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);
        Assert.IsFalse(third.IsCompleted);

        queue.End(2);

        Assert.IsNull((await third).Ready);
    }

    // Up has one for as long as it lives.
    [TestMethod]
    public async Task Fresh_LargerThanTheMachineCarriesBesideOneOther_IsNotKeptWaitingForEver()
    {
        var queue = Carrying(3);
        await queue.WaitAsync(2, usedWillDo: false, Reuse.Soon, Token);

        Assert.IsNull((await queue.WaitAsync(8, usedWillDo: false, Reuse.Soon, Token)).Ready);
    }

    private static LeaseQueue<string> Carrying(int stations) => new(sharesLink: false, Plenty, testsAStart: 4, TimeSpan.Zero, carries: stations);
}
