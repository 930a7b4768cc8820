using Build.Drift;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="DriftRun" />
[TaskName("Drift")]
[TaskDescription("Asks a firmware for every line of the contract: prints what differs from the known generations, and writes a draft of a new page.")]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class DriftTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new DriftRun(context).RunAsync();
}
