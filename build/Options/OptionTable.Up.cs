namespace Build.Options;

/// <content>The options of a lab that stays up.</content>
internal static partial class OptionTable
{
    public static Option<int> StationCount { get; } = new("stations", "N", 2, Parse.Integer(1, Parse.MaximumStations))
    {
        Description = "Number of stations to start; FaultCampaign: of the group.",
        DefaultText = "2; FaultCampaign: 3",
        Example = "4",
        Targets = ["Up", "FaultCampaign"],
    };

    public static Option<bool> Open { get; } = new("open", "", false, Parse.Switch)
    {
        Description = "Opens the lab's live page in a browser, where there is a desktop.",
        Targets = ["Up"],
    };
}
