using Build.Benchmark;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="BenchmarkRun" />
[TaskName("Benchmark")]
[TaskDescription("Measures IntegrationTests, cold and warm, by phase, and the cost of fleets of different sizes.")]
[IsDependentOn(typeof(BuildFirmwareTask))]
public sealed class BenchmarkTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new BenchmarkRun(context).RunAsync();
}
