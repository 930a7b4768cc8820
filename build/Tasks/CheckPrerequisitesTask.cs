using Build.Prerequisites;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="PrerequisiteCheck" />
[TaskName("CheckPrerequisites")]
[TaskDescription("Checks the prerequisites of the chosen stations, pulls images as --pull says, and prints how to install missing tools.")]
public sealed class CheckPrerequisitesTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new PrerequisiteCheck(context).RunAsync();
}
