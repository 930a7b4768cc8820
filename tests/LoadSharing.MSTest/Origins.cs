namespace LoadSharing.MSTest;

/// <summary>Where a test comes from, for <c>--filter=TestCategory=seed</c>.</summary>
internal static class Origins
{
    /// <summary>The 14 cases of the firmware's own pytest suite: what its time is compared with.</summary>
    public const string Seed = "seed";
}
