using Build.Suite;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Runs the project's own tests.</summary>
[TaskName("Test")]
[TaskDescription("Runs this project's own tests: the build, the virtual station, multicast DNS, the stand-ins for Cake's packages.")]
public sealed class TestTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var result = await new OwnTestsRun(context).RunAsync();
        if (!result.IsGreen)
        {
            throw new CakeException($"The project's own tests are not green: {result.Counts}.");
        }
    }
}
