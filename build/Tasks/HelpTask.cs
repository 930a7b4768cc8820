using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Prints targets and options.</summary>
[TaskName("Help")]
[TaskDescription("Lists targets and options, with examples.")]
public sealed class HelpTask : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Run.AddLastWords(HelpPage.Render());
    }
}
