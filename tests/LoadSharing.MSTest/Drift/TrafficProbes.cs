namespace LoadSharing.MSTest.Drift;

/// <summary>Probes of the questions on the mDNS link of a fresh station that is alone on it.</summary>
internal sealed class TrafficProbes(Station station, LinkTraffic link)
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10) / TimeFactors.Time;

    /// <inheritdoc cref="AloneProbes.All"/>
    public IReadOnlyList<(string Line, Func<Task<object>> Observe)> All =>
    [
        (nameof(Contract.SecondsToQuestion), SecondsToQuestionAsync),
        (nameof(Contract.QuestionsInTenSeconds), QuestionsInTenSecondsAsync),
    ];

    private async Task<object> SecondsToQuestionAsync()
    {
        // Within this time a station that browses without a request has begun a sweep. The discover follows its end, far from the next one.
        var unasked = await QuestionsUntilAsync(times => times.Count > 0, Timeouts.PeriodicSweep);
        if (unasked.Count > 0)
        {
            await EndOfSweepAsync();
        }

        using var time = new FirmwareTimeLog();
        var asked = DateTimeOffset.UtcNow;
        await station.TriggerDiscoveryAsync();
        var answered = DateTimeOffset.UtcNow;
        var times = await QuestionsUntilAsync(times => times.Any(moment => moment >= asked), Timeouts.PeriodicSweep);
        return times.Any(moment => moment >= asked)
            ? (int)Math.Ceiling(time.Between(answered, times.First(moment => moment >= asked)).TotalSeconds)
            : throw new AssertFailedException("no question for _openevse._tcp.local followed the discover");
    }

    private async Task<object> QuestionsInTenSecondsAsync()
    {
        await EndOfSweepAsync();
        await station.SetConfigAsync(new GroupSettings { Enabled = true });
        var start = DateTimeOffset.UtcNow;
        var times = await QuestionsUntilAsync(_ => DateTimeOffset.UtcNow - start > 2 * TenSeconds, FirmwareTimeout.Seconds(40));

        // A sweep may have just begun.
        var tens = ((DateTimeOffset.UtcNow - start) / TenSeconds) + 1;
        return (int)Math.Ceiling(times.Count(time => time >= start) / tens);
    }

    private Task<IReadOnlyList<DateTimeOffset>> EndOfSweepAsync() =>
        QuestionsUntilAsync(times => times.Count == 0 || times[^1] < DateTimeOffset.UtcNow - LinkTraffic.BetweenSweeps, Timeouts.PeriodicSweep);

    private Task<IReadOnlyList<DateTimeOffset>> QuestionsUntilAsync(Func<IReadOnlyList<DateTimeOffset>, bool> isFinal, FirmwareTimeout within) =>
        Observation.ReadUntilAsync(() => link.QuestionTimesAsync(), isFinal, within, station.Fleet.Cancellation);
}
