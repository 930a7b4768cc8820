using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="FirmwareBuild" />
[TaskName("BuildFirmware")]
[TaskDescription("Builds the firmware of --firmware-source with pio run -e ENV.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
public sealed class BuildFirmwareTask : AsyncFrostingTask<BuildContext>, IFrostingTask
{
    string IFrostingTask.SkippedMessage => "no --firmware-source";

    /// <inheritdoc />
    public override bool ShouldRun(BuildContext context) => context.Options.FirmwareSource is not null;

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new FirmwareBuild(context).RunAsync();
}
