namespace LoadSharing.Lab.Fleets;

/// <summary>The known generation that a firmware's API is nearest to.</summary>
/// <param name="Nearest">The known generation.</param>
/// <param name="Difference">What differs from it, as a clause; null if the firmware has this generation.</param>
public sealed record GenerationMatch(ApiGeneration Nearest, string? Difference)
{
    // A firmware chooses the names of its fields.
    private const int MaximumLength = 400;

    /// <summary>Whether no known generation has the rows of this firmware.</summary>
    public bool IsUnknown => Difference is not null;

    /// <summary>Compares the rows of a peer list with those of the known generations. Of two equally near ones, the later counts.</summary>
    /// <param name="fields">The names of the fields of all rows. Since 2026-07 a station always lists itself, so that an empty list is of 2026-02.</param>
    public static GenerationMatch Of(IReadOnlyCollection<string> fields)
    {
        if (fields.Count == 0)
        {
            return new GenerationMatch(ApiGeneration.February2026, null);
        }

        var nearest = ApiGeneration.All.Reverse().MinBy(generation => Missing(generation).Count + Further(generation).Count)!;
        string[] differences =
        [
            .. Missing(nearest) is { Count: > 0 } missing ? [$"lack {string.Join(", ", missing)}"] : Array.Empty<string>(),
            .. Further(nearest) is { Count: > 0 } further ? [$"have also {Shortened(string.Join(", ", further))}"] : Array.Empty<string>(),
        ];
        return new GenerationMatch(
            nearest, differences.Length == 0 ? null : $"the rows of GET /loadsharing/peers {string.Join(" and ", differences)}");

        static string Shortened(string names) => names.Length <= MaximumLength ? names : $"{names[..MaximumLength]} …";

        List<string> Missing(ApiGeneration generation) => [.. generation.PeerFields.Except(fields)];

        List<string> Further(ApiGeneration generation) => [.. fields.Except(generation.PeerFields)];
    }
}
