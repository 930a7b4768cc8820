using Build.Lab.Emulators;
using Build.Lab.Sessions;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Removes what killed runs left.</summary>
[TaskName("Cleanup")]
[TaskDescription("Removes what is left of labs whose build was killed or kept them; labs that are up are left alone.")]
public sealed class CleanupTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var cleaner = new SessionCleaner(new DockerCleaner(context), context.Timeouts, context.Print);
        var cleaned = await cleaner.CleanAsync();
        context.Print(cleaned == 0 ? "Nothing to clean up." : $"Cleaned up after {cleaned} session{(cleaned == 1 ? "" : "s")}.");
    }
}
