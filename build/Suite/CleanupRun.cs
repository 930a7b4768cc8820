using Build.Containers;
using Cake.Core;
using LoadSharing.Lab.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Build.Suite;

/// <summary>Removes the processes, containers, networks and files of sessions whose build has exited.</summary>
internal sealed class CleanupRun(BuildContext context)
{
    /// <summary>Cleans up after all such sessions, or those of <c>--build</c>, and prints what it removes.</summary>
    /// <exception cref="CakeException">A session could not be cleaned up.</exception>
    public async Task RunAsync()
    {
        if (context.Options.Build is { } build)
        {
            await SweepAsync(new PrintLogger(context.Print), build);
            return;
        }

        var (cleaned, kept) = await Cleaner(new PrintLogger(context.Print)).CleanAsync();
        if (cleaned > 0 || kept == 0)
        {
            context.Print(cleaned == 0 ? "Nothing to clean up." : $"Cleaned up after {Sessions(cleaned)}.");
        }

        if (kept > 0)
        {
            throw new CakeException(
                $"{Sessions(kept)} could not be cleaned up, for the reasons above. Remove the cause and run --target=Cleanup again, "
                + "or delete the session's directory if nothing of it is left.");
        }
    }

    /// <summary>Prepares a lab: deletes the logs of old sessions and cleans up after killed builds. Kept fleets are not touched.</summary>
    public Task PrepareAsync()
    {
        context.TryWrite("Logs of old sessions", () => SessionLogs.DeleteOld(context.Logs));
        return SweepAsync(NullLogger.Instance, build: null);
    }

    private async Task SweepAsync(ILogger logger, int? build)
    {
        foreach (var line in await Cleaner(logger).SweepAsync(build))
        {
            context.Print(line);
        }
    }

    private SessionCleaner Cleaner(ILogger logger) => new(new DockerCleaner(context), context.Timeouts, logger);

    private static string Sessions(int count) => $"{count} session{(count == 1 ? "" : "s")}";
}
