using System.ComponentModel;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Waiting;
using Microsoft.Extensions.Logging;

namespace LoadSharing.Lab.Sessions;

/// <summary>Removes the orphans of sessions whose owner's process is gone, and no other resource.</summary>
/// <param name="containers">Removes the containers of a session.</param>
/// <param name="timeouts">The timeouts for stopping processes.</param>
/// <param name="logger">The log of removed resources.</param>
/// <param name="directory">The directory of the sessions; null for those of this user.</param>
public sealed class SessionCleaner(IContainerCleaner containers, LabTimeouts timeouts, ILogger logger, string? directory = null)
{
    private IReadOnlyList<string> Directories => directory is null ? SessionsDirectory.Existing : [directory];

    /// <summary>Removes the orphans of all sessions whose owner's process is gone, kept fleets included.</summary>
    /// <returns>The number of removed sessions, and of sessions that remain because an orphan could not be removed.</returns>
    public async Task<(int Removed, int Remaining)> CleanAsync()
    {
        var (removed, remaining) = (0, 0);
        var list = SessionList.In(Directories);
        foreach (var line in list.Skipped)
        {
            logger.LogWarning("{Line}", line);
        }

        foreach (var session in list.Sessions)
        {
            if (session.IsLive)
            {
                logger.LogInformation(
                    "Session {Id} is in use ({Purpose}, process {Process}, {Checkout}): skipped.",
                    session.Id, session.Owner.Purpose, session.Owner.Process.Id, session.Owner.Checkout);
            }
            else if ((await CleanAsync(session)).Count == 0)
            {
                removed++;
            }
            else
            {
                remaining++;
            }
        }

        RemoveUnnamed(build: null);

        return (removed, remaining);
    }

    /// <summary>Removes the orphans of sessions whose owner was certainly killed. Sessions in doubt and kept fleets are skipped.</summary>
    /// <param name="build">The process id of the owner whose sessions are removed; null for all.</param>
    /// <returns>One line for all removed sessions, and one for each that remains or cannot be read.</returns>
    public async Task<IReadOnlyList<string>> SweepAsync(int? build = null)
    {
        var list = SessionList.In(Directories);
        var (removed, problems) = (new List<string>(), list.Skipped.ToList());
        foreach (var session in list.Sessions.Where(session => session.WasKilled && (build is null || build == session.Owner.Process.Id)))
        {
            // Another sweep skips a session whose manifest is open.
            using var claim = TryOpen(session);
            if (claim is null)
            {
                continue;
            }

            if (await CleanAsync(session) is { Count: > 0 } reasons)
            {
                problems.Add($"Session {session.Id} of a killed build could not be removed; run the target Cleanup. Reason: {string.Join("; ", reasons)}");
            }
            else
            {
                removed.Add(session.Id);
            }
        }

        if (build is not null)
        {
            RemoveUnnamed(build);
        }

        return [.. removed.Count > 0 ? [$"Removed the orphans of a killed build: session {string.Join(", ", removed)}."] : Array.Empty<string>(), .. problems];
    }

    private static Manifest? TryOpen(SessionRecord session)
    {
        try
        {
            return Manifest.Open(session.Directory);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // A build that was killed while it began a session leaves an empty directory. Directories younger than an hour may belong to a build that is beginning one.
    private void RemoveUnnamed(int? build)
    {
        var suffix = build is { } process ? SessionRecord.UnnamedSuffixOf(process) : SessionRecord.UnnamedSuffix;
        var unnamed = Directories
            .Where(root => PrivateFiles.WhyNotPrivate(root) is null)
            .SelectMany(root => new DirectoryInfo(root).EnumerateDirectories($"*{suffix}"))
            .Where(directory => Session.IsId(directory.Name.Split('.')[0]) && (build is not null || directory.LastWriteTimeUtc < DateTime.UtcNow.AddHours(-1)));
        foreach (var directory in unnamed)
        {
            PrivateFiles.DeleteDirectory(directory.FullName);
        }
    }

    // An orphan that cannot be removed does not prevent the removal of others. The session's directory remains then, because only its manifest names the
    // orphan.
    private async Task<IReadOnlyList<string>> CleanAsync(SessionRecord session)
    {
        logger.LogInformation("Session {Id} ({Purpose}): its build is gone.", session.Id, session.Owner.Purpose);
        var errors = new List<string>();
        Func<SessionRecord, Task>[] steps = [StopProcessesAsync, RemoveGroupsAsync, RemoveNamespacesAsync, RemoveContainersAsync, RemoveConnectionFileAsync];
        foreach (var step in steps)
        {
            await TryAsync(() => step(session), errors);
        }

        if (errors.Count > 0)
        {
            logger.LogWarning("  kept {Directory}, which names the orphans", session.Directory);
        }
        else
        {
            await TryAsync(() => RemoveDirectoryAsync(session), errors);
        }

        return errors;
    }

    private async Task TryAsync(Func<Task> step, List<string> errors)
    {
        try
        {
            await step();
        }
        catch (Exception error) when (error is LabException or Win32Exception or IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("  not removed: {Reason}", error.Message);
            errors.Add(error.Message);
        }
    }

    private async Task StopProcessesAsync(SessionRecord session)
    {
        var mark = new SessionMark(session.Id);
        var recorded = session.Entries.OfType<ProcessEntry>().ToList();
        await Steps.WhenAllAsync(recorded.Select(async entry =>
        {
            if (await mark.IsOnAsync(entry.Process))
            {
                await StopAsync(entry.Process, $"{entry.Station} {entry.Component}");
            }

            FakeTimeFiles.Delete(entry.Process);
        }));

        foreach (var process in mark.Processes().Where(process => recorded.TrueForAll(entry => entry.Process != process)))
        {
            await StopAsync(process, "not in the manifest");
            FakeTimeFiles.Delete(process);
        }
    }

    private async Task RemoveGroupsAsync(SessionRecord session)
    {
        var groups = session.Entries.OfType<ControlGroupEntry>().Select(entry => new ControlGroup(entry.Path));
        foreach (var group in groups.Where(group => Path.GetFileName(group.Path) == Session.GroupName(session.Id) && group.Exists))
        {
            if (await group.RemoveAsync(timeouts))
            {
                logger.LogInformation("  killed the processes that were left in the control group {Path}", group.Path);
            }
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
        var engines = session.Entries.OfType<ContainerEntry>().ToLookup(entry => entry.DockerHost == containers.Engine);
        foreach (var name in await containers.RemoveAsync(session.Id, [.. engines[true].Select(entry => entry.Name).Distinct()]))
        {
            logger.LogInformation("  removed container {Name}", name);
        }

        if (engines[false].FirstOrDefault() is { } other)
        {
            throw new LabException(
                $"container {other.Name} is on the engine {Engine(other.DockerHost)}, and this build uses {Engine(containers.Engine)}. "
                + "Set DOCKER_HOST to that engine and run the target Cleanup.");
        }
    }

    private static string Engine(string address) => address.Length > 0 ? address : "that is the Docker client's default";

    private async Task StopAsync(ProcessIdentity process, string name)
    {
        await ProcessTree.StopAsync(process, ProcessSignal.Terminate, timeouts);
        logger.LogInformation("  stopped process {Process} ({Name})", process.Id, name);
    }

    private Task RemoveConnectionFileAsync(SessionRecord session)
    {
        var path = LabConnection.File(session.Owner.Checkout);
        if (LabConnectionFile.Remove(path, session.Id))
        {
            logger.LogInformation("  removed {Path}", path);
        }

        return Task.CompletedTask;
    }

    private Task RemoveDirectoryAsync(SessionRecord session)
    {
        try
        {
            PrivateFiles.DeleteDirectory(session.Directory);
            logger.LogInformation("  removed {Directory}", session.Directory);
        }
        catch (DirectoryNotFoundException)
        {
            logger.LogInformation("Session {Id} was removed by another process.", session.Id);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Removes the containers of a session.</summary>
public interface IContainerCleaner
{
    /// <summary>The address of the engine, in the form of <c>DOCKER_HOST</c>; empty for the client's default. No other engine is contacted.</summary>
    string Engine { get; }

    /// <summary>Removes the containers that have both one of the names and the session's label.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="names">The names. If there are none, the engine is not contacted.</param>
    /// <returns>The names of the removed containers.</returns>
    /// <exception cref="LabException">The engine refuses.</exception>
    Task<IReadOnlyList<string>> RemoveAsync(string sessionId, IReadOnlyList<string> names);
}
