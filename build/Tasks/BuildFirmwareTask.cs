using Build.Firmware;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Builds the firmware under test.</summary>
[TaskName("BuildFirmware")]
[TaskDescription("Builds the firmware of --firmware-source with pio run -e ENV.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
public sealed class BuildFirmwareTask : AsyncFrostingTask<BuildContext>, IFrostingTask
{
    string IFrostingTask.SkippedMessage => "no --firmware-source";

    /// <inheritdoc />
    public override bool ShouldRun(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Options.FirmwareSource is not null;
    }

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new PlatformIoBuild(context).RunAsync();
    }
}
