namespace LoadSharing.Lab.Contracts;

/// <summary>The connection of a test to its lab. The target Up writes it as JSON to <see cref="File"/>, for tests started from an IDE.</summary>
/// <param name="Url">Address of the lab's API.</param>
/// <param name="Token">The bearer token of the lab's API.</param>
/// <param name="Session">The id of the lab's session.</param>
/// <param name="TimeoutFactor">The factor by which the lab multiplies its timeouts, and the suite is to multiply its own.</param>
/// <param name="TimeFactor">How many times as fast as the wall clock the firmware's time runs.</param>
/// <param name="Clock">The file of the clock of virtual stations; null if the firmware's time is the wall clock's times <paramref name="TimeFactor"/>.</param>
public sealed record LabConnection(Uri Url, string Token, string Session, double TimeoutFactor = 1, double TimeFactor = 1, string? Clock = null)
{
    /// <summary>The environment variable that has <see cref="Url"/> for the test run that a build starts.</summary>
    public const string UrlVariable = "LOADSHARING_LAB_URL";

    /// <summary>The environment variable that has <see cref="Token"/>.</summary>
    public const string TokenVariable = "LOADSHARING_LAB_TOKEN";

    /// <summary>The environment variable that has <see cref="TimeoutFactor"/>.</summary>
    public const string TimeoutFactorVariable = "LOADSHARING_TIMEOUT_FACTOR";

    /// <summary>The environment variable that has <see cref="TimeFactor"/>.</summary>
    public const string TimeFactorVariable = "LOADSHARING_TIME_FACTOR";

    /// <summary>The environment variable that has <see cref="Clock"/>.</summary>
    public const string ClockVariable = "LOADSHARING_CLOCK";

    /// <summary>The environment variable that has the numbers of stations in <c>--instances</c>, separated by commas.</summary>
    public const string InstancesVariable = "LOADSHARING_INSTANCES";

    /// <summary>The file of a running lab.</summary>
    /// <param name="checkout">The root of the checkout that the lab belongs to.</param>
    public static string File(string checkout) => Path.Combine(checkout, "artifacts", "lab.json");
}
