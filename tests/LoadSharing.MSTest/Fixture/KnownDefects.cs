using System.Text.Json;
using System.Text.RegularExpressions;
using RestSharp;

namespace LoadSharing.MSTest.Fixture;

/// <summary>The defects that the tested firmware is known to have, from the file that <see cref="KnownDefect.FileVariable"/> names.</summary>
internal static partial class KnownDefects
{
    private static readonly Lazy<IReadOnlyList<KnownDefect>> File = new(ReadFile, LazyThreadSafetyMode.PublicationOnly);
    private static readonly SemaphoreSlim Reading = new(1, 1);
    private static IReadOnlyList<KnownDefect>? _ofFirmware;

    /// <summary>Asks the first leased station for its firmware version if the file has defects.</summary>
    public static async Task ReadVersionAsync(Fleet fleet)
    {
        if (File.Value.Count == 0 || _ofFirmware is not null)
        {
            return;
        }

        await Reading.WaitAsync(fleet.Cancellation);
        try
        {
            if (_ofFirmware is null)
            {
                // Read as text: native firmware has been seen with control characters in its ssid, which are not JSON.
                var config = await fleet[0].SendAsync(Method.Get, "/config");
                var version = Version().Match(config.Body).Groups["version"].Value;
                _ofFirmware = [.. File.Value.Where(defect => defect.Affects(fleet.Contract.Generation.Name, version))];
            }
        }
        finally
        {
            Reading.Release();
        }
    }

    /// <summary>The known defect that explains a failure; null if none does.</summary>
    public static KnownDefect? Explain(string test, string failure) =>
        _ofFirmware?.FirstOrDefault(defect => defect.Affects(test) && failure.Contains(defect.Symptom, StringComparison.Ordinal));

    /// <summary>The known defect by which a test must fail; null if there is none.</summary>
    public static KnownDefect? MustFail(string test) => _ofFirmware?.FirstOrDefault(defect => defect.Affects(test) && !defect.Sporadic);

    private static IReadOnlyList<KnownDefect> ReadFile()
    {
        var file = Environment.GetEnvironmentVariable(KnownDefect.FileVariable);
        try
        {
            return string.IsNullOrEmpty(file) ? [] : KnownDefect.ReadFile(file);
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new NoAnswerException($"{KnownDefect.FileVariable}={file} cannot be read: {exception.Message}");
        }
    }

    [GeneratedRegex("\"version\":\"(?<version>[^\"]*)\"")]
    private static partial Regex Version();
}
