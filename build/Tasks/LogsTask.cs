using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="SessionLogs.Print" />
[TaskName("Logs")]
[TaskDescription("Prints the logs of the newest lab of this checkout, or those of one station with --station=NAME.")]
public sealed class LogsTask : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context) => SessionLogs.Print(context);
}
