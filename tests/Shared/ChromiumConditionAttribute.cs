namespace LoadSharing.Tests;

/// <summary>Runs a test only if Chromium or Chrome is on PATH.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ChromiumConditionAttribute : ConditionBaseAttribute
{
    public ChromiumConditionAttribute()
        : base(ConditionMode.Include) => IgnoreMessage = "Requires chromium or google-chrome on PATH; on Debian: apt-get install chromium.";

    /// <summary>The path of the browser; null if there is none.</summary>
    public static string? Program { get; } = new[] { "chromium", "google-chrome" }.SelectMany(SearchPath.Find).FirstOrDefault();

    public override string GroupName => nameof(ChromiumConditionAttribute);

    public override bool IsConditionMet => Program is not null;
}
