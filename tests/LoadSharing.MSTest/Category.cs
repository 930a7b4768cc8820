namespace LoadSharing.MSTest;

/// <summary>Test categories of single tests.</summary>
internal static class Category
{
    /// <summary>One of the 14 cases of the firmware's pytest suite.</summary>
    public const string Seed = "seed";

    /// <summary>A test that observes the firmware for <c>--target=Drift</c>. Other targets leave it out.</summary>
    public const string Drift = "drift";

    /// <summary>The campaign of <c>--target=FaultCampaign</c>. Other targets leave it out.</summary>
    public const string Campaign = "campaign";
}
