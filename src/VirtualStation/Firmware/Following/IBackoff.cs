namespace VirtualStation.Firmware.Following;

/// <summary>Delays the attempts to follow a peer.</summary>
internal interface IBackoff
{
    /// <summary>The wall-clock delay after a number of failed attempts in a row.</summary>
    TimeSpan Delay(int failures);
}

/// <summary>Doubles the delay with every failure, up to a maximum.</summary>
internal sealed class ExponentialBackoff(FirmwareIntervals intervals) : IBackoff
{
    public TimeSpan Delay(int failures) => intervals.PeerBackoff(failures);
}
