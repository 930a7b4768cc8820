using Build.Lab.Emulators;
using Build.Options;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Gets the emulator's image.</summary>
[TaskName("PullImage")]
[TaskDescription("Pulls the emulator's image, as --pull says.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
public sealed class PullImageTask : FrostingTask<BuildContext>, IFrostingTask
{
    string IFrostingTask.SkippedMessage => "no --emulator=docker";

    /// <inheritdoc />
    public override bool ShouldRun(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Options.Emulator.Kind == EmulatorKind.Docker;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var image = context.Options.EmulatorImage;
        var engine = DockerEngine.OfEnvironment(context);
        if (context.Options.Pull == PullPolicy.Never || (context.Options.Pull == PullPolicy.Missing && engine.HasImage(image)))
        {
            context.Print($"{image} is there; --pull={context.Options.Pull.ToString().ToLowerInvariant()} does not fetch it again.");
            return;
        }

        try
        {
            engine.Pull(image);
        }
        catch (CakeException error)
        {
            throw new CakeException($"--emulator-image={image}: the image can't be pulled ({error.Message}). Check its name and the network, or load it with docker load and give --pull=never.", error);
        }
    }
}
