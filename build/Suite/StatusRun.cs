using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>Prints the sessions of this machine.</summary>
internal sealed class StatusRun(BuildContext context)
{
    public void Run()
    {
        var sessions = SessionRecord.All(new PrintLogger(context.Print));
        foreach (var line in sessions.SelectMany(SessionStatus.Lines))
        {
            context.Print(line);
        }

        if (sessions.Count == 0)
        {
            context.Print("No lab is up, and no killed build left anything running.");
        }
    }
}
