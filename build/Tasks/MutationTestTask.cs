using Build.MutationTest;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="MutationRun" />
[TaskName("MutationTest")]
[TaskDescription("Runs the suite against each mutant of the virtual firmware. Each mutant must fail a test, and each test must fail for a mutant.")]
public sealed class MutationTestTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new MutationRun(context).RunAsync();
}
