namespace MulticastDns.Engine;

/// <summary>The durations and limits of multicast DNS. Section numbers refer to RFC 6762.</summary>
internal static class Timing
{
    /// <summary>§10: time to live, in seconds, of records with a host name as owner or in their data.</summary>
    public const uint HostTtl = 120;

    /// <summary>§10: time to live of other records, in seconds.</summary>
    public const uint OtherTtl = 4500;

    /// <summary>§6.7: maximum time to live in a response to a legacy resolver, in seconds.</summary>
    public const uint LegacyTtl = 10;

    /// <summary>§8.1.</summary>
    public const int ProbeCount = 3;

    /// <summary>§8.1: between probes, and after the last one. The first probe is delayed by a random part of it.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>§8.2: delay of the next probe after a lost tie-break.</summary>
    public static readonly TimeSpan TieBreakDelay = TimeSpan.FromSeconds(1);

    /// <summary>§8.1: more conflicts than this within <see cref="ConflictWindow"/> delay each further probing by <see cref="ConflictDelay"/>.</summary>
    public const int MaxConflicts = 15;

    /// <summary>§8.1.</summary>
    public static readonly TimeSpan ConflictWindow = TimeSpan.FromSeconds(10);

    /// <summary>§8.1.</summary>
    public static readonly TimeSpan ConflictDelay = TimeSpan.FromSeconds(5);

    /// <summary>§8.3: between the first and the second announcement.</summary>
    public static readonly TimeSpan AnnouncementInterval = TimeSpan.FromSeconds(1);

    /// <summary>§6: minimum delay of a response with shared records; §5.2: of the first query.</summary>
    public static readonly TimeSpan MinDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>§6, §5.2: maximum of these delays.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMilliseconds(120);

    /// <summary>§7.2: minimum delay of the response to a truncated query.</summary>
    public static readonly TimeSpan MinTruncatedDelay = TimeSpan.FromMilliseconds(400);

    /// <summary>§7.2: maximum delay of the response to a truncated query.</summary>
    public static readonly TimeSpan MaxTruncatedDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>§6: minimum time between two multicasts of a record.</summary>
    public static readonly TimeSpan MulticastInterval = TimeSpan.FromSeconds(1);

    /// <summary>§6: the same for a response to a probe.</summary>
    public static readonly TimeSpan ProbeResponseInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>§5.2: between the first two queries; the interval doubles with each further query.</summary>
    public static readonly TimeSpan QueryInterval = TimeSpan.FromSeconds(1);

    /// <summary>§5.2.</summary>
    public static readonly TimeSpan MaxQueryInterval = TimeSpan.FromMinutes(60);

    /// <summary>§10.1, §10.2: from a goodbye or a cache flush to the removal of the record.</summary>
    public static readonly TimeSpan ExpiryDelay = TimeSpan.FromSeconds(1);

    /// <summary>§5.2: the fractions of its lifetime at which a record is queried again, each plus up to <see cref="RefreshJitter"/>.</summary>
    public static readonly double[] RefreshAt = [0.80, 0.85, 0.90, 0.95];

    /// <summary>§5.2.</summary>
    public const double RefreshJitter = 0.02;

    /// <summary>A uniformly distributed time between two others.</summary>
    public static TimeSpan Between(this Random random, TimeSpan min, TimeSpan max) => min + ((max - min) * random.NextDouble());

    /// <summary>The earlier of two times; null means never.</summary>
    public static TimeSpan? Earlier(TimeSpan? first, TimeSpan? second) => first is null || second < first ? second : first;
}
