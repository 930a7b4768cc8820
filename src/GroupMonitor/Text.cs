namespace GroupMonitor;

/// <summary>Numbers in messages.</summary>
internal static class Text
{
    public static string Amps(double amps) => amps.ToString("0.##");

    public static string Seconds(double seconds) => seconds.ToString("0.#");
}
