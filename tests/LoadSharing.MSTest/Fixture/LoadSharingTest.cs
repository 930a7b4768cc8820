namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// What every test of the suite stands on: it leases stations and the rest is done for it. A failed test keeps its exchanges and the logs of its stations;
/// a part of a station that ends by itself fails the test whatever its assertions say; the fleet is given back on every way out.
/// </summary>
public abstract class LoadSharingTest
{
    private static readonly Lazy<LabClient> Lab = new(() => new LabClient(LabConnection.Require()), LazyThreadSafetyMode.PublicationOnly);

    private readonly List<Fleet> _fleets = [];

    public TestContext TestContext { get; set; } = null!;

    private string FullName => $"{TestContext.FullyQualifiedTestClassName}.{TestContext.TestDisplayName ?? TestContext.TestName}";

    [TestInitialize]
    public Task ReportStartAsync() => ReportAsync(TestState.Started, null);

    [TestCleanup]
    public async Task GiveBackAsync()
    {
        // The test's own token is cancelled when its time is over; what follows is done all the same.
        using var cleanup = new CancellationTokenSource(Deadlines.LabCall);
        var failures = new List<string>();
        var outcome = TestContext.CurrentTestOutcome;
        foreach (var fleet in _fleets)
        {
            if (outcome != UnitTestOutcome.Passed)
            {
                await TestAttachments.AddAsync(TestContext, fleet, cleanup.Token);
            }

            var ended = await fleet.GiveBackAsync(cleanup.Token);
            if (ended.Count > 0 && outcome == UnitTestOutcome.Passed)
            {
                await TestAttachments.AddAsync(TestContext, fleet, cleanup.Token);
            }

            failures.AddRange(ended.Select(part => part.Message));
            fleet.Dispose();
        }

        await ReportAsync(failures.Count > 0 ? TestState.Failed : State(outcome), failures.FirstOrDefault() ?? TestContext.TestException?.Message);
        if (failures.Count > 0)
        {
            throw new AssertFailedException(string.Join(Environment.NewLine, failures));
        }
    }

    /// <summary>Leases a fleet of fresh stations that see exactly each other. Waits until the machine has room for it.</summary>
    private protected async Task<Fleet> LeaseAsync(int size)
    {
        var document = await Lab.Value.LeaseAsync(size, FullName, TestContext.CancellationToken);
        var fleet = new Fleet(Lab.Value, document, new TestBudget(TestContext.CancellationToken));
        _fleets.Add(fleet);
        TestContext.WriteLine($"{fleet.Tested}: {string.Join(", ", fleet.Stations)}");
        return fleet;
    }

    /// <summary>Leases one fresh station that sees no other.</summary>
    private protected async Task<Station> LeaseStationAsync() => (await LeaseAsync(1)).Stations[0];

    /// <summary>Waits until <paramref name="whyNotYet"/> says null; fails with its last reason.</summary>
    private protected Task EventuallyAsync(string condition, TimeSpan deadline, Func<Task<string?>> whyNotYet) =>
        Eventually.HoldsAsync(
            condition, deadline, whyNotYet, _fleets is [var first, ..] ? first.Budget : throw new InvalidOperationException("Lease stations before waiting for them"));

    private static TestState State(UnitTestOutcome outcome) => outcome switch
    {
        UnitTestOutcome.Passed => TestState.Passed,
        UnitTestOutcome.Inconclusive => TestState.Skipped,
        _ => TestState.Failed,
    };

    private async Task ReportAsync(TestState state, string? message)
    {
        if (LabConnection.Find() is null)
        {
            // LeaseAsync says so.
            return;
        }

        using var cancellation = new CancellationTokenSource(Deadlines.LabCall);
        try
        {
            await Lab.Value.ReportAsync(FullName, state, message?.ReplaceLineEndings("\n").Split('\n')[0], cancellation.Token);
        }
        catch (AssertFailedException exception)
        {
            // Progress is for the eyes; a test doesn't fail for it, and says why it wasn't shown.
            TestContext.WriteLine(exception.Message);
        }
    }
}
