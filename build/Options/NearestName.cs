namespace Build.Options;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>" Did you mean …?" for a name within reach, else an empty text.</summary>
    public static string Suggest(string typed, IEnumerable<string> known, string prefix = "")
    {
        var nearest = known
            .Select(name => (Name: name, Distance: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();

        // A third of the letters may be wrong, not all of them: "instanecs" finds "instances", "foo" and "" find nothing.
        return nearest.Name is not null && nearest.Distance <= Math.Max(2, typed.Length / 3) && nearest.Distance < typed.Length ? $" Did you mean {prefix}{nearest.Name}?" : "";
    }

    // Optimal string alignment: Levenshtein with neighbouring letters swapped counted as one slip, which is the commonest.
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
