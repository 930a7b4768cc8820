namespace LoadSharing.MSTest;

/// <summary>Test categories of single tests.</summary>
internal static class Category
{
    /// <summary>One of the 14 cases of the firmware's pytest suite.</summary>
    public const string Seed = "seed";

    /// <summary>A test that runs for each number of stations in <c>--instances</c>.</summary>
    public const string Instances = "instances";
}
