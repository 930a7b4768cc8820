namespace GroupMonitor;

/// <summary>Judges one promise on a sequence of samples.</summary>
internal interface IRule
{
    /// <summary>Whether the rule needs the pilots in the next sample, which are not read otherwise.</summary>
    bool NeedsPilots => false;

    /// <summary>Judges the next sample. A rule may report the same violation repeatedly.</summary>
    IEnumerable<Violation> Judge(Moment moment);
}
