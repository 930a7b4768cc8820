namespace LoadSharing.Lab.Fleets;

/// <summary>
/// Decides whose turn it is: a lease that will do with used stations gets them as soon as some of its size are there, the others start stations, the
/// largest fleets first, because they take longest. Fleets can be prepared before anybody asks for them.
/// </summary>
/// <param name="sharesLink">Whether all stations see each other: then a fleet is "exactly these" only while no other one runs, leased or idle.</param>
/// <param name="startsAtOnce">How many stations may be starting side by side; one fleet may be larger.</param>
/// <param name="testsAStart">How many tests that can have used stations wait for a fleet that others have, before another one is started for them.</param>
/// <param name="courtesy">How long who can have used stations leaves fresh ones to those that need them: tests that begin together ask together.</param>
/// <param name="patience">How long who can have used stations waits for those that others have, where tests may be longer than a start; null for ever.</param>
/// <param name="carries">How many stations may run side by side, leased or idle; idle ones make room. One fleet may stand beside another whatever their size.</param>
/// <typeparam name="TFleet">A fleet.</typeparam>
internal sealed class LeaseQueue<TFleet>(
    bool sharesLink, int startsAtOnce, int testsAStart, TimeSpan courtesy, TimeSpan? patience = null, int carries = int.MaxValue)
    where TFleet : class
{
    private readonly Lock _lock = new();
    private readonly List<Request> _waiting = [];
    private readonly List<Idle> _idle = [];
    private readonly List<Running> _running = [];
    private readonly List<int> _preparing = [];
    private int _starting;

    private enum Wish
    {
        ToPrepare,
        Fresh,
        UsedWillDo,
    }

    /// <summary>Waits for a turn.</summary>
    /// <param name="size">How many stations.</param>
    /// <param name="usedWillDo">Whether stations that an earlier test has given back as good as new will do.</param>
    /// <param name="reuse">When others can have the stations.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The turn; <see cref="End"/> or <see cref="TryKeep"/> ends it.</returns>
    public Task<Turn<TFleet>> WaitAsync(int size, bool usedWillDo, Reuse reuse, CancellationToken cancellation) =>
        WaitAsync(new Request(size, usedWillDo ? Wish.UsedWillDo : Wish.Fresh) { Reuse = reuse }, cancellation);

    /// <summary>Waits until a fleet may be started that nobody has asked for yet.</summary>
    /// <param name="size">How many stations.</param>
    /// <param name="atOnce">How many such fleets may be there, starting or waiting for the first who asks.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A turn without a fleet; <see cref="Prepared"/> ends it.</returns>
    /// <exception cref="OperationCanceledException">Who asked has started one of this size meanwhile, or given up.</exception>
    public Task<Turn<TFleet>> WaitToPrepareAsync(int size, int atOnce, CancellationToken cancellation) =>
        WaitAsync(new Request(size, Wish.ToPrepare) { AtOnce = atOnce }, cancellation);

    /// <summary>How many fleets of a size wait for the first who asks, or will.</summary>
    public int FreshOf(int size)
    {
        lock (_lock)
        {
            return _idle.Count(idle => idle.Size == size && idle.IsFresh) + _preparing.Count(preparing => preparing == size)
                + _waiting.Count(request => request.Size == size && request.Wish == Wish.ToPrepare);
        }
    }

    /// <summary>The start that a turn without a fleet allowed is over, well or badly.</summary>
    public void Started(int size)
    {
        lock (_lock)
        {
            _starting -= size;
            Serve();
        }
    }

    /// <summary>A fleet is ready for the first who asks, or why there is none.</summary>
    public void Prepared(Task<TFleet> fleet, int size)
    {
        lock (_lock)
        {
            _preparing.Remove(size);
            _running.Remove(new Running(size, Reuse.Soon));
            _idle.Add(new Idle(fleet, size, IsFresh: true));
            Serve();
        }
    }

    /// <summary>A fleet of this size runs no more.</summary>
    public void End(int size, Reuse reuse = Reuse.Soon)
    {
        lock (_lock)
        {
            _running.Remove(new Running(size, reuse));
            Serve();
        }
    }

    /// <summary>Takes a fleet back that is as good as new.</summary>
    /// <returns>False if nobody needs it: it is to be ended, and then <see cref="End"/> called.</returns>
    public bool TryKeep(TFleet fleet, int size, Reuse reuse = Reuse.Soon)
    {
        lock (_lock)
        {
            if (_idle.Exists(idle => idle.Size == size))
            {
                return false;
            }

            _idle.Add(new Idle(Task.FromResult(fleet), size, IsFresh: false));
            _running.Remove(new Running(size, reuse));
            Serve();
            return true;
        }
    }

    /// <summary>Takes the idle fleets out, to end them.</summary>
    public IReadOnlyList<TFleet> Drain()
    {
        lock (_lock)
        {
            IReadOnlyList<TFleet> fleets = [.. _idle.Where(idle => idle.Fleet.IsCompletedSuccessfully).Select(idle => idle.Fleet.Result)];
            _idle.Clear();
            return fleets;
        }
    }

    private async Task<Turn<TFleet>> WaitAsync(Request request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            cancellation.ThrowIfCancellationRequested();
            _waiting.Add(request);
            Serve();
        }

        await using var registration = cancellation.Register(() => GiveUp(request, cancellation));
        if (request.Wish == Wish.UsedWillDo)
        {
            await UnlessServedAsync(request, courtesy, () => request.MayTakeFresh = true, cancellation);
            await UnlessServedAsync(request, patience ?? Timeout.InfiniteTimeSpan, () => request.HasWaited = true, cancellation);
        }

        return await request.Turn.Task;
    }

    // Who has waited so long in vain may have more.
    private async Task UnlessServedAsync(Request request, TimeSpan wait, Action allow, CancellationToken cancellation)
    {
        await Task.WhenAny(request.Turn.Task, Task.Delay(wait, cancellation));
        if (request.Turn.Task.IsCompleted)
        {
            return;
        }

        lock (_lock)
        {
            allow();
            Serve();
        }
    }

    private void GiveUp(Request request, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_waiting.Remove(request))
            {
                request.Turn.SetCanceled(cancellation);
                Serve();
            }
        }
    }

    // Of one size, who needs fresh stations comes before those who can have them afterwards, those in the order of what they leave for others.
    private void Serve()
    {
        foreach (var request in _waiting.OrderBy(request => request.Wish).ThenBy(request => request.Reuse).ToList())
        {
            var idle = request.Wish switch
            {
                Wish.Fresh => _idle.Find(idle => idle.Size == request.Size && idle.IsFresh),
                Wish.UsedWillDo => _idle.Find(idle => idle.Size == request.Size && (request.MayTakeFresh || !idle.IsFresh)),
                _ => null,
            };
            if (idle is not null)
            {
                _idle.Remove(idle);
                Grant(request, new Turn<TFleet>(idle.Fleet, []));
            }
        }

        foreach (var request in _waiting.OrderByDescending(request => request.Size).ThenBy(request => request.Wish).ThenBy(request => request.Reuse).ToList())
        {
            if (IsWorthWaiting(request) || !_waiting.Contains(request))
            {
                continue;
            }

            if (!CanStart(request))
            {
                return;
            }

            _starting += request.Size;
            if (request.Wish == Wish.ToPrepare)
            {
                _preparing.Add(request.Size);
            }
            else
            {
                GiveUpPreparing(request.Size);
            }

            Grant(request, new Turn<TFleet>(null, sharesLink ? Drain() : MakeRoom(request.Size)));
        }
    }

    // The plan had one more of this size for whoever starts it now.
    private void GiveUpPreparing(int size)
    {
        if (_waiting.Find(request => request.Size == size && request.Wish == Wish.ToPrepare) is { } planned)
        {
            _waiting.Remove(planned);
            planned.Turn.SetCanceled();
        }
    }

    // Used ones first: what is fresh was prepared for somebody who needs it so.
    private List<TFleet> MakeRoom(int size)
    {
        var inTheWay = new List<TFleet>();
        foreach (var idle in _idle.Where(idle => idle.Fleet.IsCompletedSuccessfully).OrderBy(idle => idle.IsFresh).ToList())
        {
            if (Fits(size))
            {
                break;
            }

            _idle.Remove(idle);
            inTheWay.Add(idle.Fleet.Result);
        }

        return inTheWay;
    }

    // A fleet that is being prepared is for one of those who wait; one that a test has will be free for those who take used stations, some of them soon.
    private bool IsWorthWaiting(Request request)
    {
        var waiting = _waiting.Where(other => other.Size == request.Size && other.Wish != Wish.ToPrepare).ToList();
        var prepared = _preparing.Count(size => size == request.Size);
        var toCome = _running.Count(running => running.Size == request.Size && running.Reuse == Reuse.Soon) + _idle.Count(idle => idle.Size == request.Size);
        var fresh = waiting.Count(other => other.Wish == Wish.Fresh);
        var alike = waiting.Count(other => other.Wish == Wish.UsedWillDo && (other.Reuse == Reuse.Never) == (request.Reuse == Reuse.Never));
        return request.Wish switch
        {
            Wish.ToPrepare => _preparing.Count + _idle.Count(idle => idle.IsFresh) >= request.AtOnce || !Fits(request.Size),
            Wish.Fresh => fresh <= prepared,
            _ => !request.HasWaited && alike <= (request.Reuse == Reuse.Never ? Math.Min(1, testsAStart) : testsAStart) * toCome,
        };
    }

    // Beside those that are idle too.
    private bool Fits(int size) => _running.Sum(running => running.Size) + _idle.Sum(idle => idle.Size) + size <= carries;

    private bool CanStart(Request request) => sharesLink
        ? _running.Count == 0
        : (_starting == 0 || _starting + request.Size <= startsAtOnce) && (_running.Count <= 1 || _running.Sum(running => running.Size) + request.Size <= carries);

    private void Grant(Request request, Turn<TFleet> turn)
    {
        _waiting.Remove(request);
        _running.Add(new Running(request.Size, request.Reuse));
        request.Turn.SetResult(turn);
    }

    private sealed record Idle(Task<TFleet> Fleet, int Size, bool IsFresh);

    private readonly record struct Running(int Size, Reuse Reuse);

    private sealed class Request(int size, Wish wish)
    {
        public int Size { get; } = size;

        public Wish Wish { get; } = wish;

        public Reuse Reuse { get; init; } = Reuse.Soon;

        public int AtOnce { get; init; }

        public bool MayTakeFresh { get; set; }

        public bool HasWaited { get; set; }

        public TaskCompletionSource<Turn<TFleet>> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
