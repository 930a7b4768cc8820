using System.Text.Json;
using System.Xml;

namespace Build.Results;

/// <summary>The last run in a directory of results, to estimate how long the next one takes.</summary>
/// <param name="Tests">The number of its tests.</param>
/// <param name="Time">The time that they took.</param>
internal sealed record LastRun(int Tests, TimeSpan Time)
{
    /// <summary>Reads a directory; null if it has no complete results.</summary>
    public static LastRun? Read(string directory)
    {
        try
        {
            return RunTimes.Read(directory)?.Phases.TryGetValue(Phases.Tests, out var seconds) == true
                && TrxFile.Read(new ResultFiles(directory).Trx(1)).Count is var tests and > 0
                    ? new LastRun(tests, TimeSpan.FromSeconds(seconds))
                    : null;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or XmlException or JsonException)
        {
            // An estimate is not worth a failure.
            return null;
        }
    }
}
