using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Gathers the checks that pull images.</summary>
[TaskName("PullImage")]
[TaskDescription("Pulls the images of emulator and firmware, as --pull says.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
public sealed class PullImageTask : FrostingTask<BuildContext>;
