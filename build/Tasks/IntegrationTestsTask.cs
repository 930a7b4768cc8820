using Build.Suite;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Runs the suite.</summary>
[TaskName("IntegrationTests")]
[TaskDescription("Runs the load-sharing suite: on virtual stations, or on the firmware that --firmware or --firmware-source names.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class IntegrationTestsTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var result = await new IntegrationRun(context).RunAsync();
        if (!result.IsGreen)
        {
            throw new CakeException($"The integration tests are not green: {result.Counts}.");
        }
    }
}
