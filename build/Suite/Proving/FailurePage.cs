using System.Globalization;
using System.Text;

namespace Build.Suite.Proving;

/// <summary>What a developer reads who has made one of the mistakes: for each defect the message of the test that tells most of it.</summary>
internal static class FailurePage
{
    private const int MostLines = 24;
    private const int LongestLine = 320;

    /// <summary>Renders it as Markdown.</summary>
    public static string Render(ProofVerdict verdict, string tested)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# What failures look like\n\nTested: {tested}, once for each deliberate defect. Made by `./build.sh --target=Prove`.\n");
        foreach (var proof in verdict.Proofs)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {proof.Defect.Name}\n\n{proof.Defect.StandsFor}\n");
            if (verdict.MostTelling(proof) is not { } failure)
            {
                continue;
            }

            var others = verdict.CaughtBy(proof).Count - 1;
            page.Append(CultureInfo.InvariantCulture, $"\n`{failure.Name}` fails{(others == 0 ? ", and no other test" : $", and {others} more")}:\n\n```text\n");
            foreach (var line in Shortened(failure.Message))
            {
                page.Append(line).Append('\n');
            }

            page.Append("```\n");
        }

        return page.ToString();
    }

    private static List<string> Shortened(string message)
    {
        // What was done before is told first to last: the end of that line is what counts.
        var lines = message.Split('\n')
            .Select(line => line.TrimEnd())
            .Select(line => line.Length <= LongestLine || line.StartsWith("before it: ", StringComparison.Ordinal) ? line : $"{line[..LongestLine]} …")
            .ToList();
        return lines.Count <= MostLines
            ? lines
            : [.. lines.Take(MostLines), string.Create(CultureInfo.InvariantCulture, $"… {lines.Count - MostLines} more lines")];
    }
}
