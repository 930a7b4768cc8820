using System.Text.Json;
using Build.Options;

namespace Build.Suite;

/// <summary>
/// The known defects that any test may meet, for what happens while no test has the station. The suite judges the tests themselves
/// (<c>tests/LoadSharing.MSTest/Fixture/KnownDefects.cs</c>).
/// </summary>
/// <param name="file">The file that declares known defects; null for none.</param>
internal sealed class KnownCrashes(string? file)
{
    /// <summary>What is known of a trouble: the reason and the link; null if nothing is.</summary>
    /// <exception cref="JsonException">The file is not as it should be.</exception>
    public string? Explain(string trouble, Contract? contract) => file is null
        ? null
        : JsonSerializer.Deserialize<IReadOnlyList<Entry>>(File.ReadAllText(file), JsonSerializerOptions.Web)!
            .Where(entry => entry.Test == "*" && entry.Contract == contract?.Name && trouble.Contains(entry.Symptom, StringComparison.Ordinal))
            .Select(entry => $"{entry.Reason} ({entry.Link})")
            .FirstOrDefault();

    private sealed record Entry(string Test, string Symptom, string Contract, string Reason, string Link);
}
