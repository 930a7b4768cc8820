namespace MulticastDns.Engine;

/// <summary>When a question is asked next: after a short random wait, then at doubling intervals (RFC 6762 §5.2).</summary>
internal sealed class QuestionSchedule(TimeSpan now, Random random)
{
    private TimeSpan _interval = Timing.QueryInterval;

    public TimeSpan NextAt { get; private set; } = now + random.Between(Timing.ShortestDelay, Timing.LongestDelay);

    /// <summary>Takes note that it was asked, by whomever.</summary>
    public void MarkAsked(TimeSpan now)
    {
        NextAt = now + _interval;
        _interval = _interval * 2 < Timing.LongestQueryInterval ? _interval * 2 : Timing.LongestQueryInterval;
    }
}
