using System.Text.Json;
using Build.Results;
using Cake.Core;

namespace Build.Suite;

/// <summary>
/// The known defects, applied to components that exit after their test has finished or has failed for another reason. The suite itself applies them to tests.
/// </summary>
internal sealed class KnownCrashes
{
    private readonly IReadOnlyList<KnownDefect> _defects;

    private KnownCrashes(IReadOnlyList<KnownDefect> defects) => _defects = defects;

    /// <param name="file">A file of known defects; null for none.</param>
    /// <exception cref="CakeException">The file cannot be read, or is not a list of known defects.</exception>
    public static KnownCrashes Read(string? file)
    {
        try
        {
            return new KnownCrashes(file is null ? [] : KnownDefect.ReadFile(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CakeException($"--known-defects={file}: {error.Message} Give a file like tests/known-defects.json, or none.", error);
        }
    }

    /// <summary>Reason and link of the known defect that explains a failure; null if none does.</summary>
    /// <param name="failure">The failure, with the test that leased the station last.</param>
    /// <param name="contract">The firmware's API generation.</param>
    public string? Explain(ComponentFailure failure, ApiGeneration? contract)
    {
        var method = failure.Test is null ? null : TestResult.MethodOf(TestResult.ShortName(failure.Test));
        return _defects
            .FirstOrDefault(defect =>
                defect.Contract == contract?.Name && defect.Affects(method) && failure.Message.Contains(defect.Symptom, StringComparison.Ordinal))
            ?.ToString();
    }
}
