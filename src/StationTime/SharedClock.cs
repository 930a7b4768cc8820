using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.MemoryMappedFiles;

namespace StationTime;

/// <summary>
/// A clock that runs faster than the wall clock, in a file that the processes of a lab map. It slows down to the speed of the wall clock while one of them is
/// late with its beat: on a busy machine, the firmware's time must not run away from the stations and from the tests that observe them.
/// </summary>
public sealed class SharedClock
{
    private const int VersionOffset = 0;
    private const int FactorOffset = 8;
    private const int WallOffset = 16;
    private const int SimulatedOffset = 24;
    private const int GrantOffset = 32;
    private const int BeatsOffset = 40;
    private const int Size = BeatsOffset + (2 * sizeof(long));

    private static readonly TimeSpan BeatInterval = TimeSpan.FromMilliseconds(10);

    // Of the wall clock, from a beat. Longer than the pauses of a calm machine: there the clock is always at its full speed.
    private static readonly long Grant = Stopwatch.Frequency * 40 / 1000;

    // Without a beat for so long, a process is not late but has exited.
    private static readonly long Abandoned = 10 * Stopwatch.Frequency;

    private static readonly ConcurrentDictionary<string, SharedClock> Opened = new();

    private readonly MemoryMappedViewAccessor _view;
    private int _hasBeats;

    private SharedClock(MemoryMappedFile file)
    {
        _view = file.CreateViewAccessor(0, Size);
        Factor = _view.ReadDouble(FactorOffset);
    }

    /// <summary>The maximum speed, relative to the wall clock.</summary>
    public double Factor { get; }

    /// <summary>Creates the file of a clock.</summary>
    /// <param name="path">The path; no file may exist there.</param>
    /// <param name="factor">The maximum speed, relative to the wall clock.</param>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public static SharedClock Create(string path, double factor)
    {
        using (var file = MemoryMappedFile.CreateFromFile(path, FileMode.CreateNew, mapName: null, Size))
        using (var view = file.CreateViewAccessor(0, Size))
        {
            view.Write(FactorOffset, factor);
            view.Write(WallOffset, Stopwatch.GetTimestamp());
            view.Write(GrantOffset, long.MaxValue);
        }

        return Open(path);
    }

    /// <summary>The clock of a file, which stays open until the process exits.</summary>
    /// <exception cref="IOException">The file cannot be read, or it is not a clock.</exception>
    public static SharedClock Open(string path) => Opened.GetOrAdd(path, file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (stream.Length != Size)
        {
            throw new IOException($"it has {stream.Length} bytes instead of {Size}");
        }

        using var mapped = MemoryMappedFile.CreateFromFile(
            stream, mapName: null, Size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        return new SharedClock(mapped);
    });

    /// <summary>The simulated time in ticks of <see cref="Stopwatch.Frequency"/>, since the creation of the file.</summary>
    public long Read()
    {
        while (true)
        {
            // An odd version is one that is being written.
            var version = _view.ReadInt64(VersionOffset);
            Interlocked.MemoryBarrier();
            var (wall, simulated, grant) = (_view.ReadInt64(WallOffset), _view.ReadInt64(SimulatedOffset), _view.ReadInt64(GrantOffset));
            Interlocked.MemoryBarrier();
            if (version % 2 == 0 && version == _view.ReadInt64(VersionOffset))
            {
                return simulated + Advance(Stopwatch.GetTimestamp() - wall, grant);
            }
        }
    }

    /// <summary>Starts the beats of this process: from now on the clock slows down while they are late.</summary>
    /// <param name="participant">The kind of this process. If several processes are of one kind, the latest beat counts.</param>
    public void StartBeats(ClockParticipant participant)
    {
        if (Interlocked.Exchange(ref _hasBeats, 1) == 0)
        {
            _ = BeatAsync(participant);
        }
    }

    /// <summary>Renews the clock every 10 ms until cancelled. One process of a lab calls it; if that process is late, the clock slows down, too.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(BeatInterval);
        try
        {
            do
            {
                Renew();
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The lab has ended.
        }
    }

    internal void Beat(ClockParticipant participant) => _view.Write(BeatsOffset + ((int)participant * sizeof(long)), Stopwatch.GetTimestamp());

    /// <summary>Lets the clock run at its full speed for a further time, unless a beat is late.</summary>
    internal void Renew()
    {
        var version = _view.ReadInt64(VersionOffset);
        var now = Stopwatch.GetTimestamp();
        var simulated = _view.ReadInt64(SimulatedOffset) + Advance(now - _view.ReadInt64(WallOffset), _view.ReadInt64(GrantOffset));
        var latest = Math.Max(Lateness(ClockParticipant.Stations, now), Lateness(ClockParticipant.Tests, now));
        _view.Write(VersionOffset, version + 1);
        Interlocked.MemoryBarrier();
        _view.Write(WallOffset, now);
        _view.Write(SimulatedOffset, simulated);
        _view.Write(GrantOffset, Math.Max(0, Grant - latest));
        Interlocked.MemoryBarrier();
        _view.Write(VersionOffset, version + 2);
    }

    // On the thread pool, whose queue delays stations and tests as well. A process that serves many labs does not beat for those that have ended.
    private async Task BeatAsync(ClockParticipant participant)
    {
        using var timer = new PeriodicTimer(BeatInterval);
        do
        {
            Beat(participant);
            await timer.WaitForNextTickAsync().ConfigureAwait(false);
        }
        while (Stopwatch.GetTimestamp() - _view.ReadInt64(WallOffset) < Abandoned);
        Volatile.Write(ref _hasBeats, 0);
    }

    private long Lateness(ClockParticipant participant, long now)
    {
        var since = now - _view.ReadInt64(BeatsOffset + ((int)participant * sizeof(long)));
        return since > Abandoned ? 0 : since;
    }

    private long Advance(long elapsed, long grant)
    {
        var slow = Math.Max(0, elapsed - grant);
        return (long)((elapsed - slow) * Factor) + slow;
    }
}
