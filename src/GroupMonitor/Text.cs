using System.Globalization;

namespace GroupMonitor;

/// <summary>Numbers in messages.</summary>
internal static class Text
{
    public static string Amps(double amps) => amps.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Seconds(double seconds) => seconds.ToString("0.#", CultureInfo.InvariantCulture);
}
