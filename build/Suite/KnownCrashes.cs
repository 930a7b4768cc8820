using System.Text.Json;
using Build.Options;
using Build.Results;

namespace Build.Suite;

/// <summary>
/// The known defects, for a part that ends after its test has ended or has failed otherwise. The suite judges the tests themselves
/// (<c>tests/LoadSharing.MSTest/Fixture/KnownDefects.cs</c>).
/// </summary>
internal sealed class KnownCrashes
{
    private readonly IReadOnlyList<KnownDefect> _declared;

    private KnownCrashes(IEnumerable<KnownDefect> declared) => _declared = [.. declared];

    /// <summary>Reads and checks a file of known defects.</summary>
    /// <param name="file">The file; null for none.</param>
    /// <exception cref="CommandLineException">It cannot be read, or is not as it should be.</exception>
    public static KnownCrashes Read(string? file)
    {
        if (file is null)
        {
            return new KnownCrashes([]);
        }

        try
        {
            return new KnownCrashes(KnownDefect.ReadFile(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandLineException($"--known-defects={file}: {error.Message} Give a file like tests/known-defects.json, or none.", error);
        }
    }

    /// <summary>What is known of a failure: the reason and the link; null if nothing is.</summary>
    /// <param name="failure">The failure, with the test that had the station last.</param>
    /// <param name="contract">The generation of the peer API the firmware speaks.</param>
    public string? Explain(ComponentFailure failure, ApiGeneration? contract) => _declared
        .Where(entry => entry.Contract == contract?.Name && entry.Affects(failure.Test is null ? null : TestResult.MethodOf(RunProgress.Short(failure.Test))) && failure.Message.Contains(entry.Symptom, StringComparison.Ordinal))
        .Select(entry => $"{entry.Reason} ({entry.Link})")
        .FirstOrDefault();
}
