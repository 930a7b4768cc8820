using LoadSharing.MSTest.Fixture;

namespace Build.Tests.Suite;

/// <summary>Which test of the suite begins when.</summary>
[TestClass]
public sealed class TurnsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Dictionary<string, double> Seconds = new() { ["short"] = 1, ["long"] = 20, ["middling"] = 5 };

    [TestMethod]
    public async Task Wait_AllHaveCome_LongestFirstWhateverTheOrder()
    {
        var turns = new Turns(1, Seconds);
        var order = new List<string>();

        await Task.WhenAll(RunAsync("short"), RunAsync("middling"), RunAsync("long"));

        Assert.AreSequenceEqual(["long", "middling", "short"], order);

        async Task RunAsync(string test)
        {
            await turns.WaitAsync(test, Patience);
            order.Add(test);
            turns.End();
        }
    }

    [TestMethod]
    public async Task Wait_TestNobodyKnows_ComesBeforeAllOthers()
    {
        var turns = new Turns(1, Seconds);
        Task[] waits = [turns.WaitAsync("short", Patience), turns.WaitAsync("new", Patience), turns.WaitAsync("long", Patience), turns.WaitAsync("middling", Patience)];

        await waits[1];

        Assert.AreEqual(1, waits.Count(wait => wait.IsCompleted));
    }

    [TestMethod]
    public async Task Wait_SomeNeverCome_EndsAllTheSame()
    {
        var turns = new Turns(2, Seconds);

        await Task.WhenAll(turns.WaitAsync("short", TimeSpan.Zero), turns.WaitAsync("middling", TimeSpan.Zero));
    }

    [TestMethod]
    public async Task Wait_AsManyRunAsMay_WaitsForAnEnd()
    {
        var turns = new Turns(2, Seconds);
        Task[] waits = [turns.WaitAsync("short", Patience), turns.WaitAsync("long", Patience), turns.WaitAsync("middling", Patience)];
        await Task.WhenAll(waits[1], waits[2]);
        Assert.IsFalse(waits[0].IsCompleted, "A third test runs.");

        turns.End();

        await waits[0];
    }
}
