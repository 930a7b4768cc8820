using Cake.Core;

namespace Build.Prerequisites;

/// <summary>Checks all prerequisites of the chosen stations at the same time and prints them as a table.</summary>
internal sealed class PrerequisiteCheck(BuildContext context)
{
    /// <exception cref="CakeException">A prerequisite is missing.</exception>
    public async Task RunAsync()
    {
        foreach (var isolation in PrerequisiteTable.Tested(context).Select(options => $"{options.Isolation}").Distinct())
        {
            context.Print($"Isolation: {isolation}");
        }

        var prerequisites = PrerequisiteTable.For(context);
        var findings = await Task.WhenAll(prerequisites.Select(prerequisite => prerequisite.Check(context.Run.Cancellation)));
        foreach (var (prerequisite, finding) in prerequisites.Zip(findings))
        {
            context.Print($"{(finding.IsMet ? "ok" : "MISSING"),-7}  {prerequisite.Name,-20} {prerequisite.Purpose,-46} {finding.Detail}");
            if (!finding.IsMet)
            {
                context.Print($"         {"",-20} Debian, Ubuntu: {prerequisite.OnDebian}");
                context.Print($"         {"",-20} macOS: {prerequisite.OnMacOS}");
            }
        }

        var missing = findings.Count(finding => !finding.IsMet);
        if (missing > 0)
        {
            throw new CakeException($"{missing} of {prerequisites.Count} prerequisites {(missing == 1 ? "is" : "are")} missing. Nothing was started.");
        }
    }
}
