namespace VirtualStation.Firmware.Following;

/// <summary>Delays the attempts to follow a peer.</summary>
internal interface IBackoff
{
    /// <summary>The delay after a number of failed attempts in a row; 0 if the peer was silent, which is not a failure.</summary>
    TimeSpan Delay(int failures);
}

/// <summary>Doubles the delay with every failure, up to a maximum.</summary>
internal sealed class ExponentialBackoff : IBackoff
{
    public TimeSpan Delay(int failures) => failures == 0 ? FirmwareIntervals.GroupCheck : FirmwareIntervals.PeerBackoff(failures);
}
