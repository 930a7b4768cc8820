using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="CleanupRun" />
[TaskName("Cleanup")]
[TaskDescription("Removes what killed builds left running and what --keep kept. Labs that are up are not touched.")]
public sealed class CleanupTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new CleanupRun(context).RunAsync();
}
