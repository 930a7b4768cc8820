using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="StatusRun" />
[TaskName("Status")]
[TaskDescription("Lists the labs of this machine with their stations and addresses, and what killed builds left running.")]
public sealed class StatusTask : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context) => new StatusRun(context).Run();
}
