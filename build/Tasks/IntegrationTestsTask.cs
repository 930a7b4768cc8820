using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="IntegrationRun" />
[TaskName("IntegrationTests")]
[TaskDescription("Runs the load-sharing suite on virtual stations, or on the firmware of --firmware, --firmware-source or --firmware-image.")]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class IntegrationTestsTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new IntegrationRun(context).RunAsync();
}
