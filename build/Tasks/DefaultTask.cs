using Cake.Frosting;

namespace Build.Tasks;

/// <summary>What runs without <c>--target</c>.</summary>
[TaskName("Default")]
[IsDependentOn(typeof(HelpTask))]
public sealed class DefaultTask : FrostingTask<BuildContext>;
