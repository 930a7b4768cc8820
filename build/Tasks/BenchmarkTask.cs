using Build.Suite.Measuring;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Measures the suite.</summary>
[TaskName("Benchmark")]
[TaskDescription("Measures how long IntegrationTests takes, cold and warm, where the time goes, and what fleets of N stations cost.")]
[IsDependentOn(typeof(CheckPrerequisitesTask))]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class BenchmarkTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new BenchmarkRun(context).RunAsync();
    }
}
