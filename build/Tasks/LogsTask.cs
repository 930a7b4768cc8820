using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Prints the logs of stations.</summary>
[TaskName("Logs")]
[TaskDescription("Prints the logs of the newest lab of this checkout, of one station with --station=NAME.")]
public sealed class LogsTask : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var logs = SessionLogs.Newest(context.Logs) ?? throw new InvalidOperationException($"There are no logs below {context.Logs}: no lab has run yet, or it had another --results.");
        foreach (var file in logs.Files(context.Options.Station))
        {
            context.Print($"==> {file} <==");
            context.Print(SessionLogs.Read(file));
        }
    }
}
