namespace LoadSharing.Lab.Browsing;

/// <summary>Parses TXT records.</summary>
internal static class TextRecord
{
    /// <summary>
    /// Parses the entries <c>key</c> and <c>key=value</c>. Keys are case-insensitive, the first of equal keys counts, and an entry without a key is ignored
    /// (RFC 6763, section 6.4).
    /// </summary>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> entries) => entries
        .Select(entry => entry.Split('=', 2))
        .Where(pair => pair[0].Length > 0)
        .DistinctBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "", StringComparer.OrdinalIgnoreCase);
}
