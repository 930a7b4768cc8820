using System.ComponentModel;
using LoadSharing.Lab.Processes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoadSharing.Lab.Sessions;

/// <summary>Removes the orphans of sessions whose owner's process is gone, and no other resource.</summary>
/// <param name="containers">Removes the containers of a session.</param>
/// <param name="timeouts">The timeouts for stopping processes.</param>
/// <param name="logger">The log of removed resources.</param>
/// <param name="directory">The directory of the sessions; null for that of this machine.</param>
public sealed class SessionCleaner(IContainerCleaner containers, LabTimeouts timeouts, ILogger logger, string? directory = null)
{
    private readonly string _directory = directory ?? MachineDirectory.Sessions;

    /// <summary>Removes the orphans of all sessions whose owner's process is gone, kept fleets included.</summary>
    /// <returns>The number of removed sessions, and of sessions that remain because an orphan could not be removed.</returns>
    public async Task<(int Removed, int Remaining)> CleanAsync()
    {
        var (removed, remaining) = (0, 0);
        foreach (var session in SessionRecord.In(_directory, logger))
        {
            if (session.IsLive)
            {
                logger.LogInformation(
                    "Session {Id} is in use ({Purpose}, process {Process}, {Checkout}): skipped.",
                    session.Id, session.Owner.Purpose, session.Owner.Process.Id, session.Owner.Checkout);
                continue;
            }

            try
            {
                if ((await CleanAsync(session)).Count == 0)
                {
                    removed++;
                }
                else
                {
                    remaining++;
                }
            }
            catch (DirectoryNotFoundException)
            {
                logger.LogInformation("Session {Id} was removed by another process.", session.Id);
            }
            catch (UnauthorizedAccessException error)
            {
                logger.LogInformation("Session {Id} belongs to another user: skipped. {Reason}", session.Id, error.Message);
            }
        }

        RemoveUnnamed();

        return (removed, remaining);
    }

    /// <summary>
    /// Removes the orphans of sessions whose owner was certainly killed. Sessions in doubt, kept fleets and other users' sessions are skipped.
    /// </summary>
    /// <returns>One line for all removed sessions, and one for each that remains.</returns>
    public async Task<IReadOnlyList<string>> SweepAsync()
    {
        var (removed, errors) = (new List<string>(), new List<string>());
        foreach (var session in SessionRecord.In(_directory, NullLogger.Instance))
        {
            try
            {
                if (!session.WasKilled)
                {
                    continue;
                }

                if (await CleanAsync(session) is { Count: > 0 } reasons)
                {
                    errors.Add($"Session {session.Id} of a killed build could not be removed; run the target Cleanup. Reason: {string.Join("; ", reasons)}");
                }
                else
                {
                    removed.Add(session.Id);
                }
            }
            catch (Exception error) when (error is DirectoryNotFoundException or UnauthorizedAccessException)
            {
                // Another process has just removed the session, or it belongs to another user.
            }
        }

        return [.. removed.Count > 0 ? [$"Removed the orphans of a killed build: session {string.Join(", ", removed)}."] : Array.Empty<string>(), .. errors];
    }

    // A build that was killed while it began a session leaves an empty directory. Directories younger than an hour may belong to a build that is beginning one.
    private void RemoveUnnamed()
    {
        foreach (var directory in new DirectoryInfo(_directory).EnumerateDirectories($"*{SessionRecord.UnnamedSuffix}"))
        {
            if (directory.LastWriteTimeUtc < DateTime.UtcNow.AddHours(-1))
            {
                directory.Delete(recursive: true);
            }
        }
    }

    // An orphan that cannot be removed does not prevent the removal of others. The session's directory remains then, because only its manifest names the
    // orphan.
    private async Task<IReadOnlyList<string>> CleanAsync(SessionRecord session)
    {
        // First, because sudo could stop another user's processes.
        Manifest.EnsureOwn(session.Directory);
        logger.LogInformation("Session {Id} ({Purpose}): its build is gone.", session.Id, session.Owner.Purpose);
        var errors = new List<string>();
        foreach (var clean in new Func<SessionRecord, Task>[] { StopProcessesAsync, RemoveNamespacesAsync, RemoveContainersAsync, RemoveLinksAsync })
        {
            try
            {
                await clean(session);
            }
            catch (Exception error) when (error is LabException or Win32Exception)
            {
                logger.LogWarning("  not removed: {Reason}", error.Message);
                errors.Add(error.Message);
            }
        }

        RemoveConnectionFile(session);
        if (errors.Count > 0)
        {
            logger.LogWarning("  kept {Directory}, which names the orphans", session.Directory);
        }
        else
        {
            Directory.Delete(session.Directory, recursive: true);
            logger.LogInformation("  removed {Directory}", session.Directory);
        }

        return errors;
    }

    private async Task StopProcessesAsync(SessionRecord session)
    {
        var recorded = session.Entries.OfType<ProcessEntry>().ToList();
        foreach (var entry in recorded)
        {
            if (entry.Process.IsAlive)
            {
                await StopAsync(entry.Process, $"{entry.Station} {entry.Component}");
            }

            FakeTimeFiles.Delete(entry.Process);
        }

        foreach (var process in MarkedProcesses.Of(session.Id).Where(process => recorded.TrueForAll(entry => entry.Process != process)))
        {
            await StopAsync(process, "not in the manifest");
            FakeTimeFiles.Delete(process);
        }
    }

    private async Task RemoveNamespacesAsync(SessionRecord session)
    {
        foreach (var entry in session.Entries.OfType<NamespaceEntry>())
        {
            var network = new NetworkNamespace(entry.Name);
            if (network.IsOf(session.Id) && await network.RemoveAsync())
            {
                logger.LogInformation("  removed network namespace {Name}", entry.Name);
            }
        }
    }

    private async Task RemoveContainersAsync(SessionRecord session)
    {
        foreach (var name in await containers.RemoveAsync(session.Id, [.. session.Entries.OfType<ContainerEntry>()]))
        {
            logger.LogInformation("  removed container {Name}", name);
        }
    }

    private Task RemoveLinksAsync(SessionRecord session)
    {
        foreach (var link in session.Entries.OfType<LinkEntry>().DistinctBy(entry => entry.Path))
        {
            if (PtyLinks.TryRemoveOrphan(link.Path))
            {
                logger.LogInformation("  removed {Path}", link.Path);
            }
        }

        return Task.CompletedTask;
    }

    private async Task StopAsync(ProcessIdentity process, string name)
    {
        await ProcessTree.StopAsync(process, ProcessSignal.Terminate, timeouts);
        logger.LogInformation("  stopped process {Process} ({Name})", process.Id, name);
    }

    private void RemoveConnectionFile(SessionRecord session)
    {
        var path = LabConnection.File(session.Owner.Checkout);
        if (LabConnectionFile.Remove(path, session.Id))
        {
            logger.LogInformation("  removed {Path}", path);
        }
    }
}

/// <summary>Removes the containers of a session.</summary>
public interface IContainerCleaner
{
    /// <summary>Removes the containers that have both a name from the manifest and the session's label.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="containers">The containers in the manifest. If there are none, no engine is contacted.</param>
    /// <returns>The names of the removed containers.</returns>
    /// <exception cref="LabException">An engine refuses.</exception>
    Task<IReadOnlyList<string>> RemoveAsync(string sessionId, IReadOnlyList<ContainerEntry> containers);
}
