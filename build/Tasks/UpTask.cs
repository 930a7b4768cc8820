using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="UpRun" />
[TaskName("Up")]
[TaskDescription("Starts a lab with --stations=N stations, prints their addresses and that of a live page, and stays up until Ctrl-C.")]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class UpTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new UpRun(context).RunAsync();
}
