using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MulticastDns.Engine;
using MulticastDns.Net;

namespace MulticastDns;

/// <summary>
/// A participant of a multicast link with one socket, which publishes and browses services (RFC 6762, RFC 6763). Several nodes, in one
/// process or many, share a link; each sees what all publish, itself included. Thread-safe.
/// </summary>
public sealed class MulticastDnsNode : IAsyncDisposable
{
    // What has come in goes before timers, but not for ever.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ReceiveRetry = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly MulticastLink _link;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly Action<string> _log;
    private readonly MdnsEngine _engine;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stop = new();
    private MulticastSocket? _socket;
    private Task _receiving = Task.CompletedTask;
    private TimeSpan? _drainingSince;
    private bool _isDisposed;

    /// <summary>Makes a node; nothing is sent or received before <see cref="StartAsync"/>.</summary>
    /// <param name="link">The link.</param>
    /// <param name="timeProvider">The clock and timers; the system's by default.</param>
    /// <param name="log">Receives lines about conflicts, malformed packets and socket errors. It must return soon and not call back.</param>
    /// <exception cref="ArgumentException">The link's values are none of a link.</exception>
    public MulticastDnsNode(MulticastLink link, TimeProvider? timeProvider = null, Action<string>? log = null)
    {
        ArgumentNullException.ThrowIfNull(link);
        _link = link.FindError() is { } error ? throw new ArgumentException(error, nameof(link)) : link;
        _time = timeProvider ?? TimeProvider.System;
        _startedAt = _time.GetTimestamp();
        _log = log ?? (_ => { });
        _engine = new MdnsEngine(link, Send, Random.Shared, _log);
        _timer = _time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => _time.GetElapsedTime(_startedAt);

    /// <summary>Joins the link.</summary>
    /// <param name="ct">Checked before; joining itself doesn't wait.</param>
    /// <exception cref="InvalidOperationException">The link's interface is not there or the link cannot be joined, or the node runs already.</exception>
    public Task StartAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_socket is not null)
            {
                throw new InvalidOperationException("The node has been started already.");
            }

            _socket = MulticastSocket.Open(_link);
            _receiving = Task.Run(() => ReceiveAsync(_socket), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Probes for the names, announces them and answers for them until the result is disposed. Completes with the first announcement,
    /// 0.75 to 1 s from now (RFC 6762 §8).
    /// </summary>
    /// <param name="profile">What to publish.</param>
    /// <param name="ct">Gives up, and takes back what has been published so far.</param>
    /// <exception cref="ArgumentException">A value of the profile cannot be published.</exception>
    /// <exception cref="ServiceNameConflictException">Another responder, or this node, holds a name. Nothing is renamed: the caller decides.</exception>
    /// <exception cref="InvalidOperationException">The node has not been started.</exception>
    public async Task<PublishedService> PublishAsync(ServiceProfile profile, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var publication = Do(now => _engine.Publish(profile, now));
        try
        {
            await publication.Established.Task.WaitAsync(ct).ConfigureAwait(false);
            return new PublishedService(this, profile, publication);
        }
        catch (OperationCanceledException)
        {
            Withdraw(publication);
            ct.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(MulticastDnsNode), "The node was disposed before the service was established.");
        }
    }

    /// <summary>Asks for a type and yields each instance when it is resolved, known ones at once, and again when it changes.</summary>
    /// <param name="type">For example _openevse._tcp.</param>
    /// <param name="timeout">When the enumeration ends, counted from its beginning.</param>
    /// <param name="ct">Ends it with an exception.</param>
    /// <exception cref="ArgumentException">The type is none.</exception>
    /// <exception cref="InvalidOperationException">The node has not been started.</exception>
    public IAsyncEnumerable<ServiceInstance> BrowseAsync(string type, TimeSpan timeout, CancellationToken ct)
    {
        ServiceNames.TypeName(type);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        return Browse(type, timeout, ct);
    }

    /// <summary>Asks for a type, and goes on asking; yields what is there and what happens to it, until the node is disposed.</summary>
    /// <param name="type">For example _openevse._tcp.</param>
    /// <param name="ct">Ends it with an exception.</param>
    /// <exception cref="ArgumentException">The type is none.</exception>
    /// <exception cref="InvalidOperationException">The node has not been started, or the reader is thousands of events behind.</exception>
    public IAsyncEnumerable<ServiceEvent> WatchAsync(string type, CancellationToken ct)
    {
        ServiceNames.TypeName(type);
        return Watch(type, ct);
    }

    /// <summary>Says goodbye for all that is published, ends enumerations and leaves the link. A second time does nothing.</summary>
    public ValueTask DisposeAsync() => LeaveAsync(saysGoodbye: true);

    /// <summary>Leaves the link without a word, as a process that is killed does: what is published stays in the caches of others until it expires.</summary>
    public ValueTask AbandonAsync() => LeaveAsync(saysGoodbye: false);

    private async ValueTask LeaveAsync(bool saysGoodbye)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _engine.ShutDown(Now, saysGoodbye);
            _isDisposed = true;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _socket?.Dispose();
        _stop.Dispose();
    }

    internal void Withdraw(Publication publication)
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _engine.Withdraw(publication, Now);
                Rearm();
            }
        }
    }

    private async IAsyncEnumerable<ServiceInstance> Browse(string type, TimeSpan timeout, [EnumeratorCancellation] CancellationToken ct)
    {
        var subscription = Do(now => _engine.Subscribe(type, now));
        var end = _time.CreateTimer(_ => subscription.Complete(), null, timeout, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (var change in subscription.Events.ReadAllAsync(ct).ConfigureAwait(false))
            {
                if (change.Kind != ServiceEventKind.Removed)
                {
                    yield return change.Instance;
                }
            }
        }
        finally
        {
            await end.DisposeAsync().ConfigureAwait(false);
            Unsubscribe(subscription);
        }
    }

    private async IAsyncEnumerable<ServiceEvent> Watch(string type, [EnumeratorCancellation] CancellationToken ct)
    {
        var subscription = Do(now => _engine.Subscribe(type, now));
        try
        {
            await foreach (var change in subscription.Events.ReadAllAsync(ct).ConfigureAwait(false))
            {
                yield return change;
            }
        }
        finally
        {
            Unsubscribe(subscription);
        }
    }

    private void Unsubscribe(Subscription subscription)
    {
        lock (_gate)
        {
            _engine.Unsubscribe(subscription);
        }
    }

    private T Do<T>(Func<TimeSpan, T> action)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_socket is null)
            {
                throw new InvalidOperationException($"The node has not been started: await {nameof(StartAsync)} first.");
            }

            var result = action(Now);
            Rearm();
            return result;
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_isDisposed || _socket is null)
            {
                return;
            }

            // A process that got no CPU finds answers to its probe waiting behind the timer that says there were none.
            var now = Now;
            if (_socket.Available > 0 && now - (_drainingSince ??= now) < LongestDrain)
            {
                _timer.Change(ClockStep, Timeout.InfiniteTimeSpan);
                return;
            }

            _drainingSince = null;
            _engine.Advance(now);
            Rearm();
        }
    }

    private async Task ReceiveAsync(MulticastSocket socket)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var (packet, source) = await socket.ReceiveAsync(_stop.Token).ConfigureAwait(false);
                lock (_gate)
                {
                    if (!_isDisposed)
                    {
                        _engine.Receive(packet.Span, source, Now);
                        Rearm();
                    }
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException failure) when (failure.SocketErrorCode is SocketError.MessageSize or SocketError.ConnectionReset)
            {
                // Windows: a packet larger than the buffer, or the echo of one sent to a port that is closed by now.
                _log($"{_link}: {failure.Message}");
            }
            catch (SocketException failure)
            {
                _log($"{_link}: receiving failed: {failure.Message}");
                await Task.Delay(ReceiveRetry, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Send(byte[] packet, IPEndPoint? destination)
    {
        try
        {
            _socket?.Send(packet, destination);
        }
        catch (SocketException failure)
        {
            _log($"{_link}: sending {packet.Length} bytes to {destination ?? _link.Destination} failed: {failure.Message}");
        }
    }

    private void Rearm()
    {
        if (_engine.NextDue is { } due)
        {
            var wait = due - Now;
            _timer.Change(wait < ClockStep ? ClockStep : wait, Timeout.InfiniteTimeSpan);
        }
    }
}
