using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MulticastDns.Engine;
using MulticastDns.Net;

namespace MulticastDns;

/// <summary>
/// A responder and querier on one multicast link, which publishes and browses services (RFC 6762, RFC 6763). Several nodes of one or more
/// processes may share a link; each discovers the services of all nodes, including its own. It processes packets and timers in the synchronization
/// context of its start. Thread-safe.
/// </summary>
public sealed class MulticastDnsNode : IAsyncDisposable
{
    // Received packets are processed before timers, but delay them no longer than this.
    private static readonly TimeSpan MaxTimerDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MinTimerInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ReceiveRetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly MulticastLink _link;
    private readonly TimeProvider _time;
    private readonly long _createdAt;
    private readonly Action<string> _log;
    private readonly MdnsEngine _engine;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stop = new();
    private MulticastSocket? _socket;
    private SynchronizationContext? _context;
    private Task _receiving = Task.CompletedTask;
    private TimeSpan? _timerDelayedSince;
    private bool _isDisposed;

    /// <summary>Creates a node. It sends and receives nothing before <see cref="StartAsync"/>.</summary>
    /// <param name="link">The link.</param>
    /// <param name="timeProvider">The clock and the timers; by default those of the system.</param>
    /// <param name="log">Receives conflicts, malformed packets and socket errors. It must not block or call the node.</param>
    /// <exception cref="ArgumentException">A value of the link is not valid.</exception>
    public MulticastDnsNode(MulticastLink link, TimeProvider? timeProvider = null, Action<string>? log = null)
    {
        ArgumentNullException.ThrowIfNull(link);
        _link = link.FindError() is { } error ? throw new ArgumentException(error, nameof(link)) : link;
        _time = timeProvider ?? TimeProvider.System;
        _createdAt = _time.GetTimestamp();
        _log = log ?? (_ => { });
        _engine = new MdnsEngine(link, Send, Random.Shared, _log);
        _timer = _time.CreateTimer(_ => OnElapsed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => _time.GetElapsedTime(_createdAt);

    /// <summary>Joins the link.</summary>
    /// <param name="ct">Checked before the link is joined, which does not wait.</param>
    /// <exception cref="InvalidOperationException">The interface does not exist, the link cannot be joined, or the node is already started.</exception>
    public Task StartAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_socket is not null)
            {
                throw new InvalidOperationException("The node is already started.");
            }

            _socket = MulticastSocket.Open(_link);
            _context = SynchronizationContext.Current;
            _receiving = ReceiveAsync(_socket);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Probes for the names of a service, announces it, and answers queries for it until the returned service is disposed. Completes with the
    /// first announcement, after 0.75 to 1 s if there is no conflict (RFC 6762 §8). After a conflict, the node does not try another name.
    /// </summary>
    /// <param name="profile">The service.</param>
    /// <param name="ct">Ends the publication before it is announced.</param>
    /// <exception cref="ArgumentException">A value of the profile is not valid.</exception>
    /// <exception cref="ServiceNameConflictException">Another responder owns one of the names, or this node publishes it already.</exception>
    /// <exception cref="InvalidOperationException">The node is not started.</exception>
    public async Task<PublishedService> PublishAsync(ServiceProfile profile, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var publication = WithEngine(now => _engine.Publish(profile, now));
        try
        {
            await publication.Established.Task.WaitAsync(ct).ConfigureAwait(false);
            return new PublishedService(this, profile, publication);
        }
        catch (OperationCanceledException)
        {
            Withdraw(publication);
            ct.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(MulticastDnsNode), "The node was disposed before the service was announced.");
        }
    }

    /// <summary>Queries a service type. Yields each instance when it is resolved, cached ones at once, and again after each change.</summary>
    /// <param name="type">The service type, for example _openevse._tcp.</param>
    /// <param name="timeout">The duration of the enumeration.</param>
    /// <param name="ct">Ends the enumeration with an exception.</param>
    /// <exception cref="ArgumentException">The type is not of the form _name._tcp or _name._udp, or the timeout is negative.</exception>
    /// <exception cref="InvalidOperationException">The node is not started, or the reader has thousands of unread events.</exception>
    public IAsyncEnumerable<ServiceInstance> BrowseAsync(string type, TimeSpan timeout, CancellationToken ct)
    {
        ServiceRecords.TypeName(type);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        return ReadEvents(type, timeout, ct).Where(change => change.Kind != ServiceEventKind.Removed).Select(change => change.Instance);
    }

    /// <summary>Queries a service type continuously (RFC 6762 §5.2). Yields its instances and their changes until the node is disposed.</summary>
    /// <param name="type">The service type, for example _openevse._tcp.</param>
    /// <param name="ct">Ends the enumeration with an exception.</param>
    /// <exception cref="ArgumentException">The type is not of the form _name._tcp or _name._udp.</exception>
    /// <exception cref="InvalidOperationException">The node is not started, or the reader has thousands of unread events.</exception>
    public IAsyncEnumerable<ServiceEvent> WatchAsync(string type, CancellationToken ct)
    {
        ServiceRecords.TypeName(type);
        return ReadEvents(type, Timeout.InfiniteTimeSpan, ct);
    }

    /// <summary>Sends a goodbye for all published services, ends enumerations and leaves the link. Further calls have no effect.</summary>
    public ValueTask DisposeAsync() => DisposeAsync(sendGoodbye: true);

    /// <summary>Disposes the node as if its process was killed: the published records stay in the caches of other nodes until they expire.</summary>
    public ValueTask DisposeWithoutGoodbyeAsync() => DisposeAsync(sendGoodbye: false);

    internal void Withdraw(Publication publication)
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _engine.Withdraw(publication, Now);
                SetTimer();
            }
        }
    }

    private async ValueTask DisposeAsync(bool sendGoodbye)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _engine.ShutDown(Now, sendGoodbye);
            _isDisposed = true;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _socket?.Dispose();
        _stop.Dispose();
    }

    private async IAsyncEnumerable<ServiceEvent> ReadEvents(string type, TimeSpan timeout, [EnumeratorCancellation] CancellationToken ct)
    {
        var subscription = WithEngine(now => _engine.Subscribe(type, now));
        var end = _time.CreateTimer(_ => subscription.Complete(), null, timeout, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var change in subscription.Events.ReadAllAsync(ct).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            await end.DisposeAsync().ConfigureAwait(false);
            lock (_lock)
            {
                _engine.Unsubscribe(subscription);
            }
        }
    }

    private T WithEngine<T>(Func<TimeSpan, T> action)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_socket is null)
            {
                throw new InvalidOperationException($"The node is not started: await {nameof(StartAsync)} first.");
            }

            var result = action(Now);
            SetTimer();
            return result;
        }
    }

    private void OnElapsed()
    {
        if (_context is { } context)
        {
            context.Post(_ => OnTimer(), null);
        }
        else
        {
            OnTimer();
        }
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            if (_isDisposed || _socket is null)
            {
                return;
            }

            // After a time without CPU, the socket may hold the response to a probe while the timer reports that there was none.
            var now = Now;
            if (_socket.Available > 0 && now - (_timerDelayedSince ??= now) < MaxTimerDelay)
            {
                _timer.Change(MinTimerInterval, Timeout.InfiniteTimeSpan);
                return;
            }

            _timerDelayedSince = null;
            _engine.Advance(now);
            SetTimer();
        }
    }

    private async Task ReceiveAsync(MulticastSocket socket)
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var (packet, source) = await socket.ReceiveAsync(_stop.Token).ConfigureAwait(true);
                lock (_lock)
                {
                    if (!_isDisposed)
                    {
                        _engine.Receive(packet.Span, source, Now);
                        SetTimer();
                    }
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.MessageSize or SocketError.ConnectionReset)
            {
                // Windows reports a packet larger than the buffer, and a packet sent to a closed port, as errors of receiving.
                _log($"{_link}: {exception.Message}");
            }
            catch (SocketException exception)
            {
                _log($"{_link}: receiving failed: {exception.Message}");
                await Task.Delay(ReceiveRetryDelay, CancellationToken.None).ConfigureAwait(true);
            }
        }
    }

    private void Send(byte[] packet, IPEndPoint? destination)
    {
        try
        {
            _socket?.Send(packet, destination);
        }
        catch (SocketException exception)
        {
            _log($"{_link}: sending {packet.Length} bytes to {destination ?? _link.Destination} failed: {exception.Message}");
        }
    }

    private void SetTimer()
    {
        if (_engine.NextDue is { } due)
        {
            var wait = due - Now;
            _timer.Change(wait < MinTimerInterval ? MinTimerInterval : wait, Timeout.InfiniteTimeSpan);
        }
    }
}
