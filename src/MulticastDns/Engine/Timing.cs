namespace MulticastDns.Engine;

/// <summary>Every duration of the protocol, with the section of RFC 6762 that gives it.</summary>
internal static class Timing
{
    /// <summary>§10: records that name a host, in seconds.</summary>
    public const uint HostTtl = 120;

    /// <summary>§10: all others, in seconds.</summary>
    public const uint OtherTtl = 4500;

    /// <summary>§6.7: most that a legacy resolver is told, in seconds.</summary>
    public const uint LegacyTtl = 10;

    /// <summary>§8.1.</summary>
    public const int Probes = 3;

    /// <summary>§8.1: between probes, after the last one, and the longest wait before the first.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>§8.2: for the loser of a simultaneous probe.</summary>
    public static readonly TimeSpan TieBreakDelay = TimeSpan.FromSeconds(1);

    /// <summary>§8.1: more than so many conflicts within <see cref="ConflictWindow"/> …</summary>
    public const int ManyConflicts = 15;

    /// <summary>§8.1.</summary>
    public static readonly TimeSpan ConflictWindow = TimeSpan.FromSeconds(10);

    /// <summary>§8.1: … and each further attempt to probe waits so long.</summary>
    public static readonly TimeSpan ConflictDelay = TimeSpan.FromSeconds(5);

    /// <summary>§8.3: between the first and the second announcement.</summary>
    public static readonly TimeSpan AnnouncementInterval = TimeSpan.FromSeconds(1);

    /// <summary>§6: before an answer that others may give too; §5.2: before a first question.</summary>
    public static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>§6, §5.2.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(120);

    /// <summary>§7.2: before the answer to a question whose known answers go on in a next packet.</summary>
    public static readonly TimeSpan ShortestTruncatedDelay = TimeSpan.FromMilliseconds(400);

    /// <summary>§7.2.</summary>
    public static readonly TimeSpan LongestTruncatedDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>§6: a record isn't multicast again sooner …</summary>
    public static readonly TimeSpan MulticastInterval = TimeSpan.FromSeconds(1);

    /// <summary>§6: … except to defend it against a probe.</summary>
    public static readonly TimeSpan DefenceInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>§5.2: between the first two questions; from then on it doubles.</summary>
    public static readonly TimeSpan QueryInterval = TimeSpan.FromSeconds(1);

    /// <summary>§5.2.</summary>
    public static readonly TimeSpan LongestQueryInterval = TimeSpan.FromMinutes(60);

    /// <summary>§10.1, §10.2: from goodbye or flush to the end of a record.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>§5.2: the parts of a record's life after which it is asked for again, each plus up to <see cref="RefreshJitter"/>.</summary>
    public static readonly double[] RefreshAt = [0.80, 0.85, 0.90, 0.95];

    /// <summary>§5.2.</summary>
    public const double RefreshJitter = 0.02;

    /// <summary>A time between two others, evenly spread.</summary>
    public static TimeSpan Between(this Random random, TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * random.NextDouble());

    /// <summary>The earlier of two times, where null is never.</summary>
    public static TimeSpan? Earlier(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;
}
