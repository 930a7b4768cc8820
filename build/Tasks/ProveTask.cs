using Build.Suite.Proving;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Proves that the suite can fail.</summary>
[TaskName("Prove")]
[TaskDescription("Runs the suite once for each deliberate defect of the virtual firmware: every defect must fail a test, and every test fail for a defect.")]
public sealed class ProveTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var verdict = await new ProveRun(context).RunAsync();
        if (verdict.Problems.Count > 0)
        {
            throw new CakeException($"The suite is not proven. {string.Join(' ', verdict.Problems)}");
        }
    }
}
