using System.Diagnostics;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Stations;

namespace LoadSharing.Lab.Fleets;

/// <summary>N stations that see exactly each other, leased to one test.</summary>
/// <param name="id">Its id.</param>
/// <param name="test">Who leased it; null while it waits for the first.</param>
/// <param name="stations">Its stations.</param>
internal sealed class Fleet(string id, string? test, IReadOnlyList<Station> stations)
{
    private readonly Stopwatch _sinceLease = Stopwatch.StartNew();

    /// <summary>Its id.</summary>
    public string Id { get; } = id;

    /// <summary>Who leased it: a test's name; null while it waits for the first.</summary>
    public string? Test { get; } = test;

    /// <summary>Whether other tests had its stations before.</summary>
    public bool IsUsed { get; private init; }

    /// <summary>How long its test has had it.</summary>
    public TimeSpan Had => _sinceLease.Elapsed;

    /// <summary>Its mDNS link: group and port.</summary>
    public string Link => Stations[0].Setup.Link;

    /// <summary>What joins its stations.</summary>
    public INetwork Network => Stations[0].Setup.Network;

    /// <summary>Its stations.</summary>
    public IReadOnlyList<Station> Stations { get; } = stations;

    /// <summary>The parts that ended by themselves, of all stations and of what joins them.</summary>
    public IReadOnlyList<ComponentFailure> Ended => [.. Stations.SelectMany(station => station.Ended), .. Network.Ended];

    /// <summary>Whether every station runs and answers, and what joins them runs.</summary>
    public bool IsReady => Network.Ended.Count == 0 && Stations.All(station => station.State == StationState.Ready);

    /// <summary>The same stations, leased to another test; their logs say from where on they are its.</summary>
    public Fleet For(string nextId, string nextTest)
    {
        var isUsed = Test is not null;
        foreach (var station in Stations)
        {
            station.LeaseTo(nextTest, isUsed);
        }

        return new Fleet(nextId, nextTest, Stations) { IsUsed = isUsed };
    }

    /// <summary>Starts its stations side by side.</summary>
    /// <exception cref="ComponentFailedException">A part did not become ready; the others are still to be disposed of.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        using var firstFailure = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var starts = Stations.Select(station => StartAsync(station, firstFailure)).ToList();
        await Task.WhenAll(starts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // One failure cancels the other starts: show the failure, not the cancellations it caused.
        var failed = starts.Find(start => start.IsFaulted) ?? starts.Find(start => start.IsCanceled);
        if (failed is not null)
        {
            await failed;
        }
    }

    /// <summary>Ends its stations side by side, then what joined them.</summary>
    /// <returns>Their emulators, which run on.</returns>
    public async Task<IReadOnlyList<RunningEmulator>> EndAsync()
    {
        try
        {
            return [.. (await Task.WhenAll(Stations.Select(station => station.EndAsync()))).OfType<RunningEmulator>()];
        }
        finally
        {
            await Network.DisposeAsync();
        }
    }

    private static async Task StartAsync(Station station, CancellationTokenSource firstFailure)
    {
        try
        {
            await station.StartAsync(firstFailure.Token);
        }
        catch (ComponentFailedException)
        {
            await firstFailure.CancelAsync();
            throw;
        }
    }
}
