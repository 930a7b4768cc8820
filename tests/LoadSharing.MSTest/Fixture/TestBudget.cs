namespace LoadSharing.MSTest.Fixture;

/// <summary>The time a test has, counted from its lease: waiting for a fleet is not the test's fault.</summary>
internal sealed class TestBudget : IDisposable
{
    private readonly CancellationToken _run;
    private readonly CancellationTokenSource _source;

    /// <summary>Starts the clock.</summary>
    /// <param name="run">Cancelled when the run is aborted.</param>
    public TestBudget(CancellationToken run)
    {
        _run = run;
        _source = CancellationTokenSource.CreateLinkedTokenSource(run);
        _source.CancelAfter(Deadlines.Test);
    }

    /// <summary>Cancelled when the time is over or the run is aborted.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What to throw once <see cref="Token"/> is cancelled.</summary>
    public Exception Over(string underWay) => _run.IsCancellationRequested
        ? new OperationCanceledException($"The run was aborted during: {underWay}", _run)
        : new AssertFailedException($"The test is not done after {Deadlines.Test.TotalSeconds} s. Under way: {underWay}");

    public void Dispose() => _source.Dispose();
}
