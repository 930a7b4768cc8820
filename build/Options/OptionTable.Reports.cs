namespace Build.Options;

/// <content>The options of the reports.</content>
internal static partial class OptionTable
{
    public static Option<string?> Results { get; } = new("results", "DIR", null, Parse.Text)
    {
        Description = "Directory for results, reports and logs.",
        DefaultText = "artifacts/results",
        Example = "artifacts/results",
        Targets = ["IntegrationTests", "Test", "Up", "Logs", "Benchmark", "Compare", "MutationTest", "BuildFirmware", "Drift", "FaultCampaign"],
    };

    public static Option<string?> Baseline { get; } = new("baseline", "DIR", null, Parse.Text)
    {
        Description = "The results directory of an earlier run. The reports say what changed since.",
        DefaultText = "no comparison",
        Example = "artifacts/results",
        Targets = Integration,
    };

    public static Option<bool> RecordsAll { get; } = new("record", "failed|all", false, Parse.OneOf(("failed", false), ("all", true)))
    {
        Description = "Tests of which the report has a timeline and the files beside it: logs, requests, packets of the mDNS link.",
        DefaultText = "failed",
        Example = "all",
        Targets = Integration,
    };
}
