using Build.Suite.Measuring;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Measures the suite.</summary>
[TaskName("Benchmark")]
[TaskDescription("Measures the wall time of warm IntegrationTests runs and where it goes: --runs=N, medians and spread.")]
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
