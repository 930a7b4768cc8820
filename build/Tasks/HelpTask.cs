using Build.Options;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="HelpPage.Render" />
[TaskName("Help")]
[TaskDescription("Lists targets and options, with examples.")]
public sealed class HelpTask : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context) => context.Run.AddToClosingSummary(HelpPage.Render());
}
