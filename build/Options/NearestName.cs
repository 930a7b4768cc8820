namespace Build.Options;

/// <summary>Suggests a known name for a misspelled one.</summary>
internal static class NearestName
{
    /// <summary>" Did you mean …?" if a known name is similar, else an empty string.</summary>
    public static string Suggest(string typed, IEnumerable<string> known, string prefix = "")
    {
        // A third of the letters may differ: "instanecs" suggests "instances"; "foo" and "" suggest nothing.
        var limit = Math.Min(Math.Max(2, typed.Length / 3), typed.Length - 1);
        var nearest = known
            .Select(name => (Name: name, Distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
        return nearest is null ? "" : $" Did you mean {prefix}{nearest}?";
    }

    // Optimal string alignment distance: Levenshtein's, with two swapped neighbours counted as one edit.
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
