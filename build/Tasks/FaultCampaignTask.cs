using Build.Campaign;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="CampaignRun" />
[TaskName("FaultCampaign")]
[TaskDescription("Causes faults at random over a running group, and checks the promises of the group. Prints the command that replays a violation.")]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class FaultCampaignTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new CampaignRun(context).RunAsync();
}
