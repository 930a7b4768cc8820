using StationTime;

namespace VirtualStation.Firmware;

/// <summary>The firmware's <c>millis()</c>: milliseconds since the start in 32 bits, which roll over after 49.7 days.</summary>
internal class Uptime(SimulatedTime time)
{
    public uint Milliseconds => unchecked((uint)(long)time.Elapsed.TotalMilliseconds);

    /// <summary>The time since an earlier value. It is right across a rollover, as the difference of unsigned numbers is.</summary>
    public virtual TimeSpan Since(uint earlier) => TimeSpan.FromMilliseconds(unchecked(Milliseconds - earlier));
}
