namespace LoadSharing.Lab.Browsing;

/// <summary>The entries of a TXT record.</summary>
internal static class TextRecord
{
    /// <summary>
    /// Reads them: keys in any case of letters; of those with one key the first counts, and one without a key is none (RFC 6763, 6.4). A stranger may
    /// publish what it likes.
    /// </summary>
    /// <param name="entries">The entries in their order: <c>key</c> or <c>key=value</c>.</param>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> entries) => entries
        .Select(entry => entry.Split('=', 2))
        .Where(pair => pair[0].Length > 0)
        .DistinctBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "", StringComparer.OrdinalIgnoreCase);
}
