using Build.Prerequisites;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="PrerequisiteCheck" />
[TaskName("CheckPrerequisites")]
[TaskDescription("Checks what the chosen stations need on this machine, pulls the emulator's image as --pull says, and prints how to install what is missing.")]
public sealed class CheckPrerequisitesTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new PrerequisiteCheck(context).RunAsync();
}
