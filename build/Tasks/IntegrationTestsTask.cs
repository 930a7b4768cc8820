using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="IntegrationRun" />
[TaskName("IntegrationTests")]
[TaskDescription("Runs the load-sharing suite on virtual stations, or on the firmware of --firmware or --firmware-source.")]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class IntegrationTestsTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new IntegrationRun(context).RunAsync();
}
