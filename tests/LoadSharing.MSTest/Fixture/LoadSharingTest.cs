using System.Diagnostics;
using System.Globalization;

namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// What every test of the suite stands on: it leases stations and the rest is done for it. A failed test keeps its exchanges and the logs of its stations;
/// a part of a station that ends by itself fails the test whatever its assertions say; the fleet is given back on every way out.
/// </summary>
public abstract class LoadSharingTest
{
    private readonly List<Fleet> _fleets = [];

    public TestContext TestContext { get; set; } = null!;

    private string FullName => $"{TestContext.FullyQualifiedTestClassName}.{TestContext.TestDisplayName ?? TestContext.TestName}";

    [TestInitialize]
    public Task ReportStartAsync() => ReportAsync(TestState.Started, null);

    [TestCleanup]
    public async Task GiveBackAsync()
    {
        var outcome = TestContext.CurrentTestOutcome;
        var failures = new List<string>();
        foreach (var fleet in _fleets)
        {
            failures.AddRange(await GiveBackAsync(fleet, outcome != UnitTestOutcome.Passed));
        }

        var state = failures.Count > 0 ? TestState.Failed : State(outcome);
        var message = TestContext.TestException?.Message ?? failures.FirstOrDefault();
        var isKnown = state == TestState.Failed && KnownDefects.Shown(TestContext.TestName, message ?? "") is not null;
        await ReportAsync(isKnown ? TestState.Skipped : state, message);
        if (failures.Count == 0)
        {
            return;
        }

        var text = string.Join(Environment.NewLine, failures);
        if (outcome == UnitTestOutcome.Passed)
        {
            throw new AssertFailedException(text);
        }

        // The test has a reason of its own; two would be shown as neither.
        TestContext.WriteLine(text);
    }

    /// <summary>
    /// Leases stations that see exactly each other and have no joined peer. Earlier tests may have had them: they may know each other already. Waits
    /// until the machine has room for them.
    /// </summary>
    private protected Task<Fleet> LeaseAsync(int size) => LeaseAsync(size, usedWillDo: true);

    /// <summary>As <see cref="LeaseAsync(int)"/>, for a test that needs stations which have just started for the first time and have seen nobody yet.</summary>
    private protected Task<Fleet> LeaseFreshAsync(int size) => LeaseAsync(size, usedWillDo: false);

    /// <summary>Leases one station that sees no other.</summary>
    private protected async Task<Station> LeaseStationAsync() => (await LeaseAsync(1)).Stations[0];

    /// <summary>Waits until <paramref name="whyNotYet"/> says null; fails with its last reason.</summary>
    private protected Task EventuallyAsync(string condition, TimeSpan deadline, Func<Task<string?>> whyNotYet) =>
        Eventually.HoldsAsync(
            condition, deadline, whyNotYet, _fleets is [var first, ..] ? first.Budget : throw new InvalidOperationException("Lease stations before waiting for them"));

    private async Task<Fleet> LeaseAsync(int size, bool usedWillDo)
    {
        var lab = LabClient.Of(RunningLab.Require());
        var clock = Stopwatch.StartNew();
        var document = await lab.LeaseAsync(size, FullName, usedWillDo, TestContext.CancellationToken);
        var waited = clock.Elapsed;
        Fleet fleet;
        try
        {
            fleet = new Fleet(lab, document, new TestBudget(TestContext.CancellationToken), TestContext.WriteLine);
        }
        catch
        {
            await lab.GiveBackAsync(document.Id, FleetState.Dirty, CancellationToken.None);
            throw;
        }

        _fleets.Add(fleet);
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{fleet.Tested}: {string.Join(", ", fleet.Stations)}, {(document.IsReused ? "used" : "fresh")}, leased after {waited.TotalSeconds:0.00} s"));
        await fleet.NoteLeftoversAsync();
        await KnownDefects.LearnAsync(fleet);
        return fleet;
    }

    // The lab's calls have time-outs of their own; the test's token is cancelled when its time is over, and this is done all the same.
    private async Task<IReadOnlyList<string>> GiveBackAsync(Fleet fleet, bool failed)
    {
        using (fleet)
        {
            var problems = new List<string>();
            var how = FleetState.Failed;
            try
            {
                problems.AddRange((await fleet.EndedAsync()).Select(part => part.Message));
                if (failed || problems.Count > 0)
                {
                    await TestAttachments.AddAsync(TestContext, fleet);
                }
                else
                {
                    how = await fleet.TidyAsync() ? FleetState.Clean : FleetState.Dirty;
                }
            }
            catch (AssertFailedException exception)
            {
                // Given back all the same: others wait for its place.
                problems.Add(exception.Message);
            }

            try
            {
                problems.AddRange((await fleet.GiveBackAsync(how)).Select(part => part.Message));
            }
            catch (AssertFailedException exception)
            {
                problems.Add(exception.Message);
            }

            return [.. problems.Distinct()];
        }
    }

    private static TestState State(UnitTestOutcome outcome) => outcome switch
    {
        UnitTestOutcome.Passed => TestState.Passed,
        UnitTestOutcome.Inconclusive => TestState.Skipped,
        _ => TestState.Failed,
    };

    private async Task ReportAsync(TestState state, string? message)
    {
        try
        {
            if (RunningLab.Find() is not { } lab)
            {
                // LeaseAsync says so.
                return;
            }

            await LabClient.Of(lab).ReportAsync(FullName, state, message?.ReplaceLineEndings("\n").Split('\n')[0], CancellationToken.None);
        }
        catch (AssertFailedException exception)
        {
            // Progress is for the eyes; a test doesn't fail for it, and says why it wasn't shown.
            TestContext.WriteLine(exception.Message);
        }
    }
}
