using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoadSharing.Lab.Contracts;

/// <summary>A defect of released firmware that is not fixed yet. A failure that shows it is reported as such and does not fail the run.</summary>
/// <param name="Test">The affected tests: method names separated by <c>|</c>; <c>*</c> stands for any text.</param>
/// <param name="Symptom">A text that every failure by this defect contains.</param>
/// <param name="Contract">The generation of the firmware's API.</param>
/// <param name="Versions">The affected firmware versions, as <c>GET /config</c> reports them; <c>*</c> stands for any text. A native build
/// has the branch and the commit in its version.</param>
/// <param name="Sporadic">Whether the test can also pass, as where memory is used after it was freed.</param>
/// <param name="Reason">The defect, in one sentence.</param>
/// <param name="Link">The upstream issue.</param>
public sealed record KnownDefect(
    string Test, string Symptom, string Contract, IReadOnlyList<string> Versions, bool Sporadic, string Reason, Uri Link)
{
    /// <summary>The environment variable that has the path of the file of known defects for a test run.</summary>
    public const string FileVariable = "LOADSHARING_KNOWN_DEFECTS";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a file of known defects.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    /// <exception cref="JsonException">The file is not a list of known defects; the message names the entry.</exception>
    public static IReadOnlyList<KnownDefect> ReadFile(string path)
    {
        var entries = JsonSerializer.Deserialize<IReadOnlyList<KnownDefect?>>(File.ReadAllText(path), Strict)
            ?? throw new JsonException("The file contains null; it must contain a list.");
        var contracts = ApiGeneration.All.Select(generation => generation.Name).ToList();
        return
        [
            .. entries.Select((entry, index) => entry switch
            {
                null => throw new JsonException($"Entry {index + 1} is null."),
                _ when !contracts.Contains(entry.Contract) =>
                    throw new JsonException($"Entry {index + 1}: contract '{entry.Contract}' is unknown. Known: {string.Join(", ", contracts)}."),
                _ => entry,
            }),
        ];
    }

    /// <summary>Whether a test can meet this defect.</summary>
    /// <param name="method">The name of the test's method.</param>
    public bool Affects(string? method) => method is not null && Test.Split('|').Any(pattern => Matches(pattern, method));

    /// <summary>Whether a firmware has this defect.</summary>
    public bool Affects(string contract, string version) =>
        Contract == contract && Versions.Any(pattern => Matches(pattern, version));

    /// <inheritdoc />
    public override string ToString() => $"{Reason} ({Link})";

    private static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);
}
