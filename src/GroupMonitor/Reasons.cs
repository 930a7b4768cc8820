namespace GroupMonitor;

/// <summary>The reasons of allocations that the monitor knows.</summary>
internal static class Reasons
{
    public const string EqualShare = "equal_share";
    public const string Insufficient = "insufficient";
    public const string MinimumSubset = "min_subset";
    public const string Offline = "offline";

    /// <summary>Whether an allocation follows from the budget alone, and not from a car or a lost member.</summary>
    public static bool IsShare(string reason) => reason is EqualShare or MinimumSubset or Insufficient;
}
