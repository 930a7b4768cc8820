using Build.Prerequisites;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Checks what the chosen stations need, all at once.</summary>
[TaskName("CheckPrerequisites")]
[TaskDescription("Checks what the chosen stations need on this machine, gets the emulator's image as --pull says, and says how to install what is missing.")]
public sealed class CheckPrerequisitesTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Print($"Isolation: {context.Options.Isolation}");
        var prerequisites = PrerequisiteTable.For(context);
        var findings = await Task.WhenAll(prerequisites.Select(prerequisite => prerequisite.Check(context.Run.Cancellation)));
        var missing = 0;
        foreach (var (prerequisite, finding) in prerequisites.Zip(findings))
        {
            missing += finding.IsMet ? 0 : 1;
            context.Print($"{(finding.IsMet ? "ok     " : "MISSING")}  {prerequisite.Name,-20} {prerequisite.Purpose,-46} {finding.Detail}");
            if (!finding.IsMet)
            {
                context.Print($"         {"",-20} Debian, Ubuntu: {prerequisite.OnDebian}");
                context.Print($"         {"",-20} macOS: {prerequisite.OnMacOS}");
            }
        }

        if (missing > 0)
        {
            throw new CakeException($"{missing} of {prerequisites.Count} prerequisites {(missing == 1 ? "is" : "are")} missing; nothing was started.");
        }
    }
}
