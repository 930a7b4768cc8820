using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Charging;

/// <summary>Polls the charger, and reconnects when the connection is lost.</summary>
internal sealed class ChargerMonitor(IRapiLink? link, FirmwareIntervals intervals, LineLog log)
{
    private const int FailuresUntilDisconnected = 3;
    private static readonly (string Command, RapiParser Parse)[] FastCommands =
        [("GS", RapiResponseParser.State), ("GG", RapiResponseParser.Current), ("GE", RapiResponseParser.Pilot), ("GU", RapiResponseParser.Energy)];

    private static readonly (string Command, RapiParser Parse)[] SlowCommands =
        [("GI", RapiResponseParser.Serial), ("GC", RapiResponseParser.Limits), ("GP", RapiResponseParser.Temperatures), ("GF", RapiResponseParser.Faults)];

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

    /// <summary>The number of commands sent, and of those answered with <c>$OK</c>.</summary>
    public (int Sent, int Succeeded) Traffic => (Volatile.Read(ref _sent), Volatile.Read(ref _succeeded));

    /// <summary>Polls until cancelled.</summary>
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
                await MonitorAsync(link, cancellationToken);
                lastReason = "the connection was closed";
                log.Write($"RAPI: {link.Name}: {lastReason}");
            }
            catch (IOException failure)
            {
                // Logged once per reason: a PTY may be absent for hours.
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

    private async Task MonitorAsync(IRapiLink link, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var client = new RapiClient(await link.OpenAsync(cancellationToken), intervals.RapiTimeout, OnNotification);
        log.Write($"RAPI: {link.Name} opened");
        var polling = PollAsync(client, stop.Token);
        try
        {
            await await Task.WhenAny(client.ReceiveAsync(stop.Token), polling);
        }
        finally
        {
            await stop.CancelAsync();

            // If polling failed first, the statement above has thrown its exception.
            await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PollAsync(RapiClient client, CancellationToken cancellationToken)
    {
        var failures = 0;
        DateTime? slowPollDue = null;
        for (var count = 0; ; count++)
        {
            // After a failure only GV is sent: no other parser accepts its response, should it arrive late.
            if (failures > 0 || !Reading.IsConnected)
            {
                failures = await SendAsync(client, "GV", RapiResponseParser.Version, cancellationToken) ? 0 : failures + 1;
                slowPollDue = null;
            }

            if (failures == 0)
            {
                var succeeded = await SendAllAsync(client, FastCommands, cancellationToken);
                if (succeeded && (slowPollDue is null || DateTime.UtcNow >= slowPollDue))
                {
                    succeeded = await SendAllAsync(client, SlowCommands, cancellationToken);
                    slowPollDue = DateTime.UtcNow + intervals.ChargerSlowPoll;
                }

                failures = succeeded ? 0 : 1;
            }

            if (failures == FailuresUntilDisconnected)
            {
                log.Write("OpenEVSE not responding or not connected");
                Update(_ => new ChargerReading());
            }

            var reading = Reading;
            log.Write($"EVSE monitor woke: _count = {count}, state = {reading.State:x2}, amp = {reading.Milliamps}, pilot = {reading.PilotAmps}");
            await Task.Delay(intervals.ChargerPoll, cancellationToken);
        }
    }

    private async Task<bool> SendAllAsync(RapiClient client, IEnumerable<(string Command, RapiParser Parse)> commands, CancellationToken cancellationToken)
    {
        foreach (var (command, parse) in commands)
        {
            if (!await SendAsync(client, command, parse, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> SendAsync(RapiClient client, string command, RapiParser parse, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sent);
        if (await client.SendAsync(command, cancellationToken) is not { } words)
        {
            return false;
        }

        Interlocked.Increment(ref _succeeded);
        Update(reading => parse(reading, words));
        return true;
    }

    private void OnNotification(string[] words)
    {
        log.Write($"RAPI async: {string.Join(' ', words)}");
        Update(reading => RapiResponseParser.Notification(reading, words));
    }

    private void Update(Func<ChargerReading, ChargerReading> change)
    {
        lock (_lock)
        {
            _reading = change(_reading);
        }
    }
}
