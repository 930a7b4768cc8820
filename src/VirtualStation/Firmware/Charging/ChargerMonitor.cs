using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Charging;

/// <summary>Keeps the reading of the charger up to date; looks for it again whenever it is lost.</summary>
internal sealed class ChargerMonitor(IRapiLink? link, FirmwareIntervals intervals, LineLog log)
{
    private const int SilencesUntilLost = 3;
    private static readonly (string Command, Func<ChargerReading, string[], ChargerReading> Read)[] Often =
        [("GS", ChargerAnswers.State), ("GG", ChargerAnswers.Current), ("GE", ChargerAnswers.Pilot), ("GU", ChargerAnswers.Energy)];

    private static readonly (string Command, Func<ChargerReading, string[], ChargerReading> Read)[] Seldom =
        [("GI", ChargerAnswers.Serial), ("GC", ChargerAnswers.Limits), ("GP", ChargerAnswers.Temperatures), ("GF", ChargerAnswers.Faults)];

    private readonly Lock _lock = new();
    private ChargerReading _reading = new();
    private int _sent;
    private int _succeeded;

    public ChargerReading Reading
    {
        get
        {
            lock (_lock)
            {
                return _reading;
            }
        }
    }

    /// <summary>Commands sent, and how many of them were answered with OK.</summary>
    public (int Sent, int Succeeded) Traffic => (Volatile.Read(ref _sent), Volatile.Read(ref _succeeded));

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (link is null)
        {
            log.Write("RAPI: no charger given, use --rapi-serial or --rapi-tcp");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return;
        }

        var lastReason = "";
        while (true)
        {
            try
            {
                await WatchAsync(link, cancellationToken);
                lastReason = "the connection ended";
                log.Write($"RAPI: {link.Name}: {lastReason}");
            }
            catch (IOException failure)
            {
                // Once for each reason: an absent PTY may stay so for hours.
                if (failure.Message != lastReason)
                {
                    log.Write($"RAPI: {failure.Message}");
                }

                lastReason = failure.Message;
            }

            Update(_ => new ChargerReading());
            await Task.Delay(intervals.RapiReconnect, cancellationToken);
        }
    }

    private async Task WatchAsync(IRapiLink link, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var client = new RapiClient(await link.OpenAsync(cancellationToken), intervals.RapiTimeout, OnNotice);
        log.Write($"RAPI: {link.Name} opened");
        var polling = PollAsync(client, end.Token);
        try
        {
            await await Task.WhenAny(client.ReceiveAsync(end.Token), polling);
        }
        finally
        {
            await end.CancelAsync();

            // Its own failure, if that is what ended the watch, has been thrown above.
            await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PollAsync(RapiClient client, CancellationToken cancellationToken)
    {
        var silences = 0;
        DateTime? seldomDue = null;
        for (var count = 0; ; count++)
        {
            // After silence only this one is asked: a late answer to it cannot be taken for one to another question.
            if (silences > 0 || !Reading.IsConnected)
            {
                silences = await AskAsync(client, "GV", ChargerAnswers.Version, cancellationToken) ? 0 : silences + 1;
                seldomDue = null;
            }

            if (silences == 0)
            {
                var answered = await AskAllAsync(client, Often, cancellationToken);
                if (answered && (seldomDue is null || DateTime.UtcNow >= seldomDue))
                {
                    answered = await AskAllAsync(client, Seldom, cancellationToken);
                    seldomDue = DateTime.UtcNow + intervals.ChargerSlowPoll;
                }

                silences = answered ? 0 : 1;
            }

            if (silences == SilencesUntilLost)
            {
                log.Write("OpenEVSE not responding or not connected");
                Update(_ => new ChargerReading());
            }

            var reading = Reading;
            log.Write($"EVSE monitor woke: _count = {count}, state = {reading.State:x2}, amp = {reading.Milliamps}, pilot = {reading.PilotAmps}");
            await Task.Delay(intervals.ChargerPoll, cancellationToken);
        }
    }

    private async Task<bool> AskAllAsync(RapiClient client, IEnumerable<(string Command, Func<ChargerReading, string[], ChargerReading> Read)> questions, CancellationToken cancellationToken)
    {
        foreach (var (command, read) in questions)
        {
            if (!await AskAsync(client, command, read, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> AskAsync(RapiClient client, string command, Func<ChargerReading, string[], ChargerReading> read, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sent);
        if (await client.AskAsync(command, cancellationToken) is not { } words)
        {
            return false;
        }

        Interlocked.Increment(ref _succeeded);
        Update(reading => read(reading, words));
        return true;
    }

    private void OnNotice(string[] words)
    {
        log.Write($"RAPI async: {string.Join(' ', words)}");
        Update(reading => ChargerAnswers.Notice(reading, words));
    }

    private void Update(Func<ChargerReading, ChargerReading> change)
    {
        lock (_lock)
        {
            _reading = change(_reading);
        }
    }
}
