using System.Collections.Concurrent;
using StationTime;

namespace LoadSharing.MSTest.Support;

/// <summary>
/// The time of the firmware under test: the wall clock's, a multiple of it, or that of the lab's clock, which the tests keep from running ahead.
/// </summary>
internal static class FirmwareTime
{
    private static readonly ConcurrentDictionary<string, SimulatedTime> Clocks = new();

    /// <summary>The firmware's time.</summary>
    public static TimeProvider Current => ClockFile is { } file ? Clocks.GetOrAdd(file, OfClock)
        : TimeFactors.Time == 1 ? TimeProvider.System
        : Clocks.GetOrAdd($"{TimeFactors.Time}", _ => new SimulatedTime(TimeFactors.Time));

    private static string? ClockFile => Environment.GetEnvironmentVariable(LabConnection.ClockVariable) is { Length: > 0 } file
        ? file
        : Environment.GetEnvironmentVariable(LabConnection.UrlVariable) is { Length: > 0 } ? null : LabFinder.Find()?.Clock;

    private static SimulatedTime OfClock(string file)
    {
        var clock = SharedClock.Open(file);
        clock.StartBeats(ClockParticipant.Tests);
        return new SimulatedTime(clock);
    }
}
