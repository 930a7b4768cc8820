using Build.Compare;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="CompareRun" />
[TaskName("Compare")]
[TaskDescription("Runs the suite alternately on the builds of --base and --head, and reports newly failing and newly passing tests, time and memory.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
public sealed class CompareTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new CompareRun(context).RunAsync();
}
