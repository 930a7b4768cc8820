using Build.Suite;
using Cake.Frosting;

namespace Build.Tasks;

/// <inheritdoc cref="OwnTestsRun" />
[TaskName("Test")]
[TaskDescription("Runs this project's own tests: all test projects of the solution except the suite.")]
public sealed class TestTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => new OwnTestsRun(context).RunAsync();
}
