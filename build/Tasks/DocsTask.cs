using Build.Options;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="HelpPage.RenderMarkdown" />
[TaskName("Docs")]
[TaskDescription("Writes docs/options.md from the targets and options of this build.")]
public sealed class DocsTask : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context) => File.WriteAllText(context.Repository.OptionsPage, HelpPage.RenderMarkdown());
}
