using Build.Containers;
using LoadSharing.Lab.Sessions;
using Cake.Core;
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
        var (cleaned, kept) = await cleaner.CleanAsync();
        if (cleaned > 0 || kept == 0)
        {
            context.Print(cleaned == 0 ? "Nothing to clean up." : $"Cleaned up after {Sessions(cleaned)}.");
        }

        if (kept > 0)
        {
            throw new CakeException(
                $"{Sessions(kept)} could not be cleaned up: see above. Mend what is said there and run --target=Cleanup again; "
                + "remove the session's directory if nothing of it can be left.");
        }
    }

    private static string Sessions(int count) => $"{count} session{(count == 1 ? "" : "s")}";
}
