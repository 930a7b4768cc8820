namespace LoadSharing.Lab.Contracts;

/// <summary>The settings of a campaign of faults, which the build gives to the suite as JSON.</summary>
/// <param name="Seed">The seed of the plan.</param>
/// <param name="Stations">The number of stations.</param>
/// <param name="Seconds">The duration on the wall clock. No fault begins afterwards.</param>
/// <param name="Replay">The command that runs the same plan again.</param>
public sealed record CampaignSettings(int Seed, int Stations, int Seconds, string Replay)
{
    /// <summary>The environment variable with the settings.</summary>
    public const string Variable = "LOADSHARING_CAMPAIGN";

    /// <summary>The environment variable with the path of the file that gets the summary of a campaign without a violation.</summary>
    public const string SummaryVariable = "LOADSHARING_CAMPAIGN_SUMMARY";
}
