using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Makes the program under test from a checkout or an image.</summary>
[TaskName("BuildFirmware")]
[TaskDescription("Builds the firmware of --firmware-source with pio run -e ENV, or extracts that of --firmware-image.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
public sealed class BuildFirmwareTask : AsyncFrostingTask<BuildContext>, IFrostingTask
{
    string IFrostingTask.SkippedMessage => "neither --firmware-source nor --firmware-image";

    /// <inheritdoc />
    public override bool ShouldRun(BuildContext context) => context.Options.FirmwareSource is not null || context.Options.FirmwareImage is not null;

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        if (context.Options.FirmwareSource is not null)
        {
            await new FirmwareBuild(context).RunAsync();
        }
        else
        {
            context.ImageProgram = await new FirmwareImage(context, context.Options).ExtractAsync();
        }
    }
}
