using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Starts stations and leaves them running.</summary>
[TaskName("Up")]
[TaskDescription("Starts a lab with --stations=N stations, prints their addresses, and stays until Ctrl-C.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class UpTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new UpRun(context).RunAsync();
    }
}
