using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Gathers the check that pulls the image.</summary>
[TaskName("PullImage")]
[TaskDescription("Pulls the emulator's image, as --pull says.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
public sealed class PullImageTask : FrostingTask<BuildContext>;
