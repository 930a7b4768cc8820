namespace Build.Options;

/// <content>The options of the campaign of faults.</content>
internal static partial class OptionTable
{
    public static Option<TimeSpan> Duration { get; } = new("duration", "TIME", TimeSpan.FromMinutes(10), Parse.Duration)
    {
        Description = "Time on the wall clock, in s or m, after which a campaign causes no further faults.",
        DefaultText = "10m",
        Example = "90s",
        Targets = ["FaultCampaign"],
    };
}
