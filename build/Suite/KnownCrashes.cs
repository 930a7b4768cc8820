using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Build.Lab.Parts;
using Build.Options;
using Build.Results;

namespace Build.Suite;

/// <summary>
/// The known defects, for a part that ends after its test has ended or has failed otherwise. The suite judges the tests themselves
/// (<c>tests/LoadSharing.MSTest/Fixture/KnownDefects.cs</c>).
/// </summary>
internal sealed class KnownCrashes
{
    // As strict as the suite: what it would refuse in every test is refused once, before the lab is up.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly IReadOnlyList<Entry> _declared;

    private KnownCrashes(IEnumerable<Entry> declared) => _declared = [.. declared];

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
            var entries = JsonSerializer.Deserialize<IReadOnlyList<Entry?>>(File.ReadAllText(file), Strict) ?? throw new JsonException("it is null.");
            return new KnownCrashes(entries.Select((entry, index) => Checked(entry, index + 1)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandLineException($"--known-defects={file}: {error.Message} Give a file like tests/known-defects.json, or none.", error);
        }
    }

    /// <summary>What is known of a failure: the reason and the link; null if nothing is.</summary>
    /// <param name="failure">The failure, with the test that had the station last.</param>
    /// <param name="contract">The generation of the peer API the firmware speaks.</param>
    public string? Explain(PartFailure failure, Contract? contract) => _declared
        .Where(entry => entry.Contract == contract?.Name && entry.IsOf(failure.Test) && failure.Message.Contains(entry.Symptom, StringComparison.Ordinal))
        .Select(entry => $"{entry.Reason} ({entry.Link})")
        .FirstOrDefault();

    private static Entry Checked(Entry? entry, int number)
    {
        if (entry is null)
        {
            throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"entry {number} is null."));
        }

        var contracts = Contract.All.Select(contract => contract.Name).ToList();
        return contracts.Contains(entry.Contract)
            ? entry
            : throw new JsonException(string.Create(
                CultureInfo.InvariantCulture, $"entry {number} is of contract '{entry.Contract}', which is none of {string.Join(", ", contracts)}."));
    }

    // The fields of the suite's KnownDefect.
    private sealed record Entry(
        string Test, string Symptom, string Contract, IReadOnlyList<string> Versions, bool Sporadic, string Reason, Uri Link)
    {
        /// <summary>Whether a test meets it, by its full name.</summary>
        public bool IsOf(string? test) => test is not null && Test.Split('|').Any(pattern => Matches(pattern, TestResult.MethodOf(RunProgress.Short(test))));

        private static bool Matches(string pattern, string method) =>
            pattern.EndsWith('*') ? method.StartsWith(pattern[..^1], StringComparison.Ordinal) : method == pattern;
    }
}
