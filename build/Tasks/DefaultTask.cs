using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Runs without <c>--target</c>.</summary>
[TaskName("Default")]
[IsDependentOn(typeof(HelpTask))]
public sealed class DefaultTask : FrostingTask<BuildContext>;
