using Build.Containers;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>What builds left that were killed: the next one removes it before its own lab goes up.</summary>
internal static class KilledBuilds
{
    /// <summary>Removes it, and says so in one line.</summary>
    public static async Task SweepAsync(BuildContext context)
    {
        var cleaner = new SessionCleaner(new DockerCleaner(context), context.Timeouts, _ => { });
        foreach (var line in await cleaner.SweepAsync())
        {
            context.Print(line);
        }
    }
}
