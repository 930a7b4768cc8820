namespace LoadSharing.Tests;

/// <summary>Signal numbers, including those that the lab does not send.</summary>
internal static class Signals
{
    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int SegmentationFault = 11;
    public const int Terminate = 15;
    public const int Stop = 19;

    public static void Send(ProcessIdentity process, int number) => ProcessSignals.Send(process, number);
}
