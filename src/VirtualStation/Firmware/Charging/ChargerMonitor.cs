using VirtualStation.Firmware.Claims;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Charging;

/// <summary>Polls the charger, makes it follow the claims, and reconnects when the connection is lost.</summary>
internal sealed class ChargerMonitor(IRapiLink? link, IClaims claims, TimeProvider time, LineLog log)
{
    private const int FailuresUntilDisconnected = 3;
    private static readonly (string Command, RapiParser Parse)[] SlowCommands =
        [("GS", RapiResponseParser.State), ("GU", RapiResponseParser.Energy), ("GI", RapiResponseParser.Serial), ("GP", RapiResponseParser.Temperatures),
            ("GF", RapiResponseParser.Faults)];

    private readonly Lock _lock = new();
    private readonly WakeSignal _changed = new();
    private ChargerReading _reading = new();
    private int _notifications;
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
            await Task.Delay(FirmwareIntervals.RapiReconnect, time, cancellationToken);
        }
    }

    private async Task MonitorAsync(IRapiLink link, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var client = new RapiClient(await link.OpenAsync(cancellationToken), FirmwareIntervals.RapiTimeout, OnNotification);
        log.Write($"RAPI: {link.Name} opened");
        var polling = PollAsync(client, stop.Token);
        claims.Changed += _changed.Wake;
        try
        {
            await await Task.WhenAny(client.ReceiveAsync(stop.Token), polling);
        }
        finally
        {
            claims.Changed -= _changed.Wake;
            await stop.CancelAsync();

            // If polling failed first, the statement above has thrown its exception.
            await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async Task PollAsync(RapiClient client, CancellationToken cancellationToken)
    {
        var failures = 0;
        var schedule = new ChargerSchedule(time);
        for (var count = 0; ; count++)
        {
            _changed.Reset();

            // After a failure only GV is sent: no other parser accepts its response, should it arrive late.
            if (failures > 0 || !Reading.IsConnected)
            {
                failures = await SendAsync(client, "GV", RapiResponseParser.Version, cancellationToken) ? 0 : failures + 1;
                schedule = new ChargerSchedule(time);
            }

            if (failures == 0)
            {
                failures = await UpdateAsync(client, schedule, cancellationToken) ? 0 : 1;
            }

            if (failures == FailuresUntilDisconnected)
            {
                log.Write("OpenEVSE not responding or not connected");
                Update(_ => new ChargerReading());
            }

            var reading = Reading;
            log.Write($"EVSE monitor woke: _count = {count}, state = {reading.State:x2}, amp = {reading.Milliamps}, pilot = {reading.PilotAmps}");
            await _changed.WaitAsync(FirmwareIntervals.ChargerPoll, time, cancellationToken);
        }
    }

    private async Task<bool> UpdateAsync(RapiClient client, ChargerSchedule schedule, CancellationToken cancellationToken)
    {
        var isSlowPoll = schedule.TakeSlowPoll();
        var commands = isSlowPoll ? SlowCommands : [];

        // The native firmware knows the limits only seconds after it has started. A controller computes its first allocation without them.
        if (!isSlowPoll && Reading.ConfiguredMaximumAmps == 0)
        {
            commands = [.. commands, ("GC", RapiResponseParser.Limits)];
        }

        return await SendAllAsync(client, commands, cancellationToken)
            && await ReadCurrentAsync(client, schedule, cancellationToken)
            && (Reading.ConfiguredMaximumAmps == 0 || await ControlAsync(client, schedule, cancellationToken));
    }

    private async Task<bool> ReadCurrentAsync(RapiClient client, ChargerSchedule schedule, CancellationToken cancellationToken) =>
        Reading.State != ChargerReading.Charging
        || (await SendAsync(client, "GG", RapiResponseParser.Current, cancellationToken)
            && (!schedule.TakeEnergyPoll() || await SendAsync(client, "GU", RapiResponseParser.Energy, cancellationToken)));

    private async Task<bool> ControlAsync(RapiClient client, ChargerSchedule schedule, CancellationToken cancellationToken)
    {
        var hasNewClaims = schedule.TakeClaims(claims.Version);
        var hasNewState = schedule.TakeState(Reading.State);
        var target = ClaimTarget.Of(claims.All);
        if ((hasNewClaims || hasNewState) && ChargerControl.SleepOrWake(target, Reading) is { } sleepOrWake)
        {
            // An emulator with an error refuses to wake. That is not a failure of the connection.
            await QueryAsync(client, sleepOrWake, cancellationToken);
            if (!await SendAsync(client, "GS", RapiResponseParser.State, cancellationToken))
            {
                return false;
            }
        }

        if (hasNewClaims && ChargerControl.SetPilot(target, Reading) is { } setPilot)
        {
            await SendAsync(client, setPilot, RapiResponseParser.Pilot, cancellationToken);
        }

        return !hasNewState || Reading.State != ChargerReading.Charging || await VerifyPilotAsync(client, cancellationToken);
    }

    private async Task<bool> VerifyPilotAsync(RapiClient client, CancellationToken cancellationToken) =>
        await QueryAsync(client, "GC", cancellationToken) is { } words
        && (ChargerControl.VerifyPilot(Reading, RapiResponseParser.Limits(Reading, words)) is not { } command
            || await SendAsync(client, command, RapiResponseParser.Pilot, cancellationToken));

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
        var notifications = Volatile.Read(ref _notifications);
        if (await QueryAsync(client, command, cancellationToken) is not { } words)
        {
            return false;
        }

        // A notification is handled as soon as it arrives, so that a response before it may be handled after it: its state is the older one.
        Update(reading => parse == RapiResponseParser.State && notifications != _notifications ? reading : parse(reading, words));
        return true;
    }

    private async Task<string[]?> QueryAsync(RapiClient client, string command, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sent);
        var words = await client.SendAsync(command, cancellationToken);
        if (words is not null)
        {
            Interlocked.Increment(ref _succeeded);
        }

        return words;
    }

    private void OnNotification(string[] words)
    {
        log.Write($"RAPI async: {string.Join(' ', words)}");
        Update(reading =>
        {
            _notifications++;
            return RapiResponseParser.Notification(reading, words);
        });
        _changed.Wake();
    }

    private void Update(Func<ChargerReading, ChargerReading> change)
    {
        lock (_lock)
        {
            _reading = change(_reading);
        }
    }
}
