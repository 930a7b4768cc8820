using System.Net;
using System.Net.Sockets;
using System.Text;
using VirtualStation.Rapi;
using VirtualStation.Runtime;

namespace VirtualStation.Bridge;

/// <summary>Carries lines between a pseudo-terminal and an emulator.</summary>
/// <param name="link">The symbolic link to the pseudo-terminal.</param>
/// <param name="emulator">Host and port of the emulator.</param>
/// <param name="log">Gets each line with its time.</param>
/// <param name="onConnected">Called each time it has connected to the emulator.</param>
internal sealed class SerialBridge(string link, DnsEndPoint emulator, LineLog log, Action onConnected)
{
    private const string Probe = "$GV\r";
    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan FaultCheck = TimeSpan.FromMilliseconds(50);
    private readonly SerialLine _line = new(TimeProvider.System);
    private readonly LineFault _fault = new(link + LineFault.FileExtension);
    private readonly Lock _lock = new();
    private NetworkStream? _charger;
    private PseudoTerminal? _terminal;

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="IOException">No pseudo-terminal could be opened.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Task? watching = null;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(emulator, cancellationToken);
                    await using var charger = new NetworkStream(socket, ownsSocket: false);

                    // After a client has left, the emulator answers the next one a second later. The firmware would take its first command for lost.
                    await ProbeAsync(charger, cancellationToken);
                    _line.Clear();
                    Volatile.Write(ref _charger, charger);
                    CheckTerminal(cancellationToken);
                    watching ??= WatchFaultAsync(cancellationToken);
                    onConnected();
                    log.Write($"connected to {emulator.Host}:{emulator.Port}");
                    await await Task.WhenAny(ReadChargerAsync(charger, cancellationToken), watching);
                    log.Write("the emulator has closed the connection");
                }
                catch (Exception failure) when (failure is SocketException or IOException { InnerException: SocketException })
                {
                    log.Write(failure.Message);
                }

                Volatile.Write(ref _charger, null);
                await Task.Delay(Reconnect, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped.
        }
        finally
        {
            _terminal?.Dispose();
        }
    }

    // A terminal that hangs up is gone with its link, and the next one is another device.
    private void CheckTerminal(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var hangsUp = _fault.HangsUp;
            if (hangsUp && _terminal is not null)
            {
                _terminal.Dispose();
                _terminal = null;
                log.Write("hung up");
            }
            else if (!hangsUp && _terminal is null)
            {
                _terminal = PseudoTerminal.Create(link);
                _ = ReadFirmwareAsync(_terminal.Stream, cancellationToken);
            }
        }
    }

    private async Task WatchFaultAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(FaultCheck, cancellationToken);
            CheckTerminal(cancellationToken);
        }
    }

    private static async Task ProbeAsync(NetworkStream charger, CancellationToken cancellationToken)
    {
        await charger.WriteAsync(Encoding.Latin1.GetBytes(Probe), cancellationToken);
        var lines = new RapiLineReader();
        var buffer = new byte[256];
        int length;
        while ((length = await charger.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (lines.Read(buffer.AsMemory(0, length)).Any(line => line.StartsWith("$OK", StringComparison.Ordinal)))
            {
                return;
            }
        }

        throw new IOException("The emulator closed the connection", new SocketException((int)SocketError.ConnectionReset));
    }

    private async Task ReadFirmwareAsync(TerminalStream terminal, CancellationToken cancellationToken)
    {
        var lines = new RapiLineReader();
        var buffer = new byte[1024];
        try
        {
            int length;
            while ((length = await terminal.ReadAsync(buffer, cancellationToken)) > 0)
            {
                foreach (var line in lines.Read(buffer.AsMemory(0, length)))
                {
                    log.Write($"> {line}");
                    if (await _fault.CarryAsync(line, cancellationToken) is { } carried && Volatile.Read(ref _charger) is { } charger)
                    {
                        await SendToChargerAsync(charger, carried, cancellationToken);
                    }
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The terminal has hung up, or the bridge stops.
        }
    }

    private async Task SendToChargerAsync(NetworkStream charger, string line, CancellationToken cancellationToken)
    {
        _line.OnCommand();
        try
        {
            await charger.WriteAsync(Encoding.Latin1.GetBytes($"{line}\r"), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The command is lost. The reader of the charger's side ends the connection, and the bridge connects again.
            log.Write($"> {line} (lost: {failure.Message})");
        }
    }

    private async Task ReadChargerAsync(NetworkStream charger, CancellationToken cancellationToken)
    {
        var lines = new RapiLineReader();
        var buffer = new byte[1024];
        int length;
        while ((length = await charger.ReadAsync(buffer, cancellationToken)) > 0)
        {
            foreach (var line in lines.Read(buffer.AsMemory(0, length)))
            {
                var carried = await _fault.CarryAsync(line, cancellationToken);
                var passes = _line.Passes(line);
                log.Write(passes ? $"< {line}" : $"< {line} (dropped: too late)");
                if (passes && carried is not null)
                {
                    SendToFirmware(carried);
                }
            }
        }
    }

    private void SendToFirmware(string line)
    {
        lock (_lock)
        {
            _terminal?.Stream.Write(Encoding.Latin1.GetBytes($"{line}\r"));
        }
    }
}
