using LoadSharing.Lab.Browsing;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Fleets;

/// <summary>Stations that see exactly each other.</summary>
/// <param name="id">The id, which the names of log files contain.</param>
/// <param name="network">The network of the stations.</param>
/// <param name="stations">The stations.</param>
/// <param name="browser">Browses the mDNS link of the stations.</param>
/// <param name="recorder">Records the packets on that link; null if foreign stations share it.</param>
internal partial class Fleet(string id, INetwork network, IReadOnlyList<Station> stations, IServiceBrowser browser, LinkRecorder? recorder = null)
{
    public string Id => id;

    public INetwork Network => network;

    public IReadOnlyList<Station> Stations => stations;

    public IServiceBrowser Browser => browser;

    public LinkRecorder? Recorder => recorder;

    public virtual int Size => stations.Count;

    /// <summary>The components that exited unexpectedly, of the stations and of the network.</summary>
    public IReadOnlyList<ComponentFailure> Failures => [.. stations.SelectMany(station => station.Failures), .. network.Failures];

    /// <summary>Whether all components run.</summary>
    public virtual bool IsReady => network.Failures.Count == 0 && stations.All(station => station.State == StationState.Ready);

    /// <summary>Whether a test has leased the fleet.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>When its start began, as a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</summary>
    public long StartBegan { get; set; }

    /// <summary>Assigns later failures to a test.</summary>
    public void AssignTo(string test)
    {
        foreach (var station in stations)
        {
            station.AssignTo(test, IsUsed);
        }

        IsUsed = true;
    }

    /// <summary>Starts the stations concurrently.</summary>
    /// <exception cref="LabException">A component did not become ready. The fleet must be stopped.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        using var firstFailure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var starts = stations.Select(station => StartAsync(station, firstFailure)).ToList();
        await Task.WhenAll(starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A failure cancels the other starts; it is reported instead of those cancellations.
        if ((starts.Find(start => start.IsFaulted) ?? starts.Find(start => start.IsCanceled)) is { } failed)
        {
            await failed;
        }
    }

    /// <summary>Stops the stations concurrently, then the network. The emulators keep running.</summary>
    /// <exception cref="LabException">A component could not be stopped. All others are.</exception>
    public Task StopAsync() => Steps.RunAsync(
        () => Steps.WhenAllAsync(stations.Select(station => station.StopAsync())),
        () => recorder?.DisposeAsync().AsTask() ?? Task.CompletedTask,
        () => network.DisposeAsync().AsTask());

    private static async Task StartAsync(Station station, CancellationTokenSource firstFailure)
    {
        try
        {
            await station.StartAsync(firstFailure.Token);
        }
        catch (LabException)
        {
            await firstFailure.CancelAsync();
            throw;
        }
    }
}
