using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Gets the emulator's image: that is how its prerequisite finds out whether it can be had.</summary>
[TaskName("PullImage")]
[TaskDescription("Pulls the emulator's image, as --pull says.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
public sealed class PullImageTask : FrostingTask<BuildContext>;
