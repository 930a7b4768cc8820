using LoadSharing.Lab.Sessions;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Shows the labs of this machine.</summary>
[TaskName("Status")]
[TaskDescription("Shows the labs of this machine, their stations and addresses, and what killed ones left.")]
public sealed class StatusTask : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sessions = SessionRecord.All(context.Print);
        foreach (var line in sessions.SelectMany(SessionStatus.Lines))
        {
            context.Print(line);
        }

        if (sessions.Count == 0)
        {
            context.Print("No lab is up, and nothing is left of any.");
        }
    }
}
