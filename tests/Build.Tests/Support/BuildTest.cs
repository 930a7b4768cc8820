namespace Build.Tests.Support;

/// <summary>A test that starts real processes. What it keeps is ended on every way out, the last first.</summary>
public abstract class BuildTest
{
    private readonly Stack<IAsyncDisposable> _kept = new();

    public required TestContext TestContext { get; init; }

    protected CancellationToken Token => TestContext.CancellationToken;

    [TestCleanup]
    public async Task EndAllAsync()
    {
        var errors = new List<Exception>();
        while (_kept.TryPop(out var thing))
        {
            try
            {
                await thing.DisposeAsync();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The others must be ended all the same.
                errors.Add(error);
            }
        }

        if (errors.Count > 0)
        {
            throw new AggregateException(errors);
        }
    }

    internal T Keep<T>(T thing)
        where T : IAsyncDisposable
    {
        _kept.Push(thing);
        return thing;
    }

    /// <summary>A directory with a <c>LoadSharing.slnx</c>, in which the build runs as in a checkout of its own.</summary>
    /// <param name="installation">The program it runs; null for the program as it was built.</param>
    /// <param name="sessions">Where its sessions are; null for a directory of its own.</param>
    internal Checkout NewCheckout(Installation? installation = null, string? sessions = null) =>
        Keep(new Checkout(installation ?? Installation.Shared, sessions, TestContext));

    /// <summary>A lab in this process, over real stations.</summary>
    internal async Task<LabUnderTest> StartLabAsync(LoadSharing.Lab.Stations.StationKind? kind = null, double timeoutFactor = LabUnderTest.Patient) =>
        Keep(await LabUnderTest.StartAsync(kind ?? Kinds.Virtual, timeoutFactor, Token));

    /// <summary>A lab in this process, each fleet in a namespace, over stations with a firmware that the lab takes for a real one.</summary>
    /// <param name="before">What a shell does before the firmware runs.</param>
    internal async Task<LabUnderTest> StartNamespacedLabAsync(string before = "") =>
        await StartLabAsync(Namespaces.KindWith(await Namespaces.FirmwareAsync(Keep(new Scratch()), before, Token)));
}
