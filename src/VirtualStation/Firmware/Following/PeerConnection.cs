using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using VirtualStation.Firmware.Events;
using VirtualStation.Firmware.Peers;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Following;

/// <summary>
/// Follows one peer: reads its <c>/status</c> and <c>/config</c>, then receives the events of its <c>/ws</c>, and starts again after a failure.
/// </summary>
internal sealed class PeerConnection : IDisposable
{
    private const int MaximumDepth = 16;

    private const long NoMessage = -1;

    // Independent of the time factor, because it depends on the process of the peer.
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(30);

    private readonly FollowingContext _context;
    private readonly CancellationTokenSource _end;
    private volatile PeerValues? _values;
    private volatile ClientWebSocket? _socket;
    private Task _sending = Task.CompletedTask;
    private int _failures;
    private long _lastMessage = NoMessage;

    public PeerConnection(string host, FollowingContext context, CancellationToken cancellationToken)
    {
        Host = host;
        _context = context;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = RunAsync(_end.Token);
    }

    /// <summary>The host of the peer's row.</summary>
    public string Host { get; }

    /// <summary>The last values of the peer; null before its first status.</summary>
    public PeerValues? Values => _values;

    /// <summary>Whether the WebSocket is open. A controller counts only such a peer as online.</summary>
    public bool IsConnected => _socket is not null;

    /// <summary>Whether the last attempt has failed.</summary>
    public bool HasFailed => Volatile.Read(ref _failures) > 0;

    /// <summary>Whether the settings of the group have to be pushed, which has to succeed once.</summary>
    public bool NeedsPush { get; set; } = true;

    /// <summary>The last push.</summary>
    public Task Push { get; set; } = Task.CompletedTask;

    /// <summary>Whether the peer list shows the peer as online: it has sent a message within the heartbeat timeout.</summary>
    public bool IsOnline => HasMessage && _context.Uptime.Since((uint)Interlocked.Read(ref _lastMessage)) <= _context.Heartbeat;

    public bool HasMessage => Interlocked.Read(ref _lastMessage) != NoMessage;

    /// <summary>Sends a frame to the peer if the WebSocket is open. Returns at once.</summary>
    public void Send(ReadOnlyMemory<byte> frame) => _sending = SendAsync(_sending, frame);

    /// <summary>Ends the connection.</summary>
    public void Dispose() => _end.Cancel();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // A new connection has no last attempt: its first repetition is due at the next turn.
        var isFirstFailure = true;
        while (!cancellationToken.IsCancellationRequested)
        {
            var error = await TryFollowAsync(cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            var delay = _context.Backoff.Delay(0);
            if (error is not null)
            {
                _context.Log.Write($"[LoadSharing] Following {Host} failed: {error}");
                var failures = Interlocked.Increment(ref _failures);
                delay = isFirstFailure && _values is null ? FirmwareIntervals.GroupCheck : _context.Backoff.Delay(failures);
                isFirstFailure = false;
            }

            await Task.Delay(delay, _context.Time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    // Returns the reason of a failure; null if the peer was silent, which causes no back-off.
    private async Task<string?> TryFollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_context.Addresses.Resolve(Host, out var error) is { } address)
            {
                await BootstrapAsync(address, cancellationToken);
                await Task.Delay(FirmwareIntervals.GroupCheck, _context.Time, cancellationToken);
                return await ReceiveAsync(address, cancellationToken);
            }

            if (!IPAddress.TryParse(HostAndPort.Parse(Host).Host, out var literal) || literal.AddressFamily != AddressFamily.InterNetwork)
            {
                await Task.Delay(FirmwareIntervals.NameResolution, _context.Time, cancellationToken);
            }

            return error;
        }
        catch (Exception failure) when (failure is HttpRequestException or WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return failure.Message;
        }
    }

    private async Task BootstrapAsync(Uri address, CancellationToken cancellationToken)
    {
        var status = await GetAsync(new Uri(address, "status"), cancellationToken);
        _values = (_values ?? new PeerValues()).With(status, _context.Generation);
        Interlocked.Exchange(ref _failures, 0);
        await ReadConfigAsync(address, cancellationToken);
    }

    // Once, and since 2026-09 again whenever the peer's settings have changed.
    private async Task ReadConfigAsync(Uri address, CancellationToken cancellationToken)
    {
        var values = _values!;
        if (values.ReadVersion is not null && (!_context.Generation.ReadsLimitsOfPeers || values.ReadVersion == values.ConfigVersion))
        {
            return;
        }

        try
        {
            _values = values.WithConfig(await GetAsync(new Uri(address, "config"), cancellationToken), _context.Generation);
        }
        catch (HttpRequestException failure)
        {
            _context.Log.Write($"[LoadSharing] The settings of {Host} were not read: {failure.Message}");
        }
    }

    private async Task<string?> ReceiveAsync(Uri address, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = _context.Time.ToWallClock(FirmwareIntervals.PeerPing);
        socket.Options.KeepAliveTimeout = PingTimeout;
        var url = new UriBuilder(new Uri(address, StatusEvents.Path)) { Scheme = Uri.UriSchemeWs }.Uri;
        await socket.ConnectAsync(url, _context.Http.Client, cancellationToken);
        using var silence = new CancellationTokenSource(_context.Heartbeat, _context.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            _socket = socket;
            await foreach (var message in socket.ReadMessagesAsync(end.Token))
            {
                _context.Log.WriteFrame($"from {Host}", message.Span);
                if (JsonText.FirstValue(message.Span, MaximumDepth) is { ValueKind: JsonValueKind.Object } document)
                {
                    Interlocked.Exchange(ref _lastMessage, _context.Uptime.Milliseconds);
                    silence.CancelAfter(_context.Heartbeat);
                    _values = _values!.With(document, _context.Generation);

                    // A peer that freezes before it answers is silent, too.
                    await ReadConfigAsync(address, end.Token);
                }
            }

            return "the WebSocket was closed";
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested)
        {
            _context.Log.Write($"[LoadSharing] {Host} is stale");
            return null;
        }
        finally
        {
            _socket = null;
        }
    }

    private async Task<JsonElement> GetAsync(Uri url, CancellationToken cancellationToken) =>
        JsonText.FirstValue(await _context.Http.GetAsync(url, cancellationToken), MaximumDepth) is { ValueKind: JsonValueKind.Object } document
            ? document
            : throw new HttpRequestException($"{url} did not return a JSON object");

    private async Task SendAsync(Task previous, ReadOnlyMemory<byte> frame)
    {
        await previous;
        try
        {
            if (_socket is { } socket)
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, _end.Token);
                _context.Log.WriteFrame($"to {Host}", frame.Span);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            _context.Log.Write($"[LoadSharing] A frame to {Host} was not sent: {failure.Message}");
        }
    }
}
