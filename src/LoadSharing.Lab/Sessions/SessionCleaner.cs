using System.ComponentModel;
using System.Globalization;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>Removes what is left of sessions whose build has ended, and nothing else.</summary>
/// <param name="containers">Removes the containers of a session.</param>
/// <param name="timeouts">How long the stop ladder waits.</param>
/// <param name="report">Told what is removed.</param>
internal sealed class SessionCleaner(IContainerCleaner containers, LabTimeouts timeouts, Action<string> report)
{
    /// <summary>Cleans up.</summary>
    /// <returns>How many sessions were cleaned up after, and how many are kept because something of them could not be removed.</returns>
    public async Task<(int Cleaned, int Kept)> CleanAsync()
    {
        var (cleaned, kept) = (0, 0);
        foreach (var session in SessionRecord.All(report))
        {
            if (session.IsLive)
            {
                report($"Session {session.Id} is up ({session.Owner.Purpose}, process {Text(session.Owner.Process.Id)}, {session.Owner.Checkout}): left alone.");
                continue;
            }

            try
            {
                if ((await CleanAsync(session)).Count == 0)
                {
                    cleaned++;
                }
                else
                {
                    kept++;
                }
            }
            catch (DirectoryNotFoundException)
            {
                report($"Session {session.Id} was cleaned up by somebody else meanwhile.");
            }
            catch (UnauthorizedAccessException error)
            {
                report($"Session {session.Id} belongs to another user and is left alone: {error.Message}");
            }
        }

        RemoveUnnamed();

        return (cleaned, kept);
    }

    /// <summary>Cleans up after labs that were killed without a doubt, before another one goes up; what is in doubt, kept or another user's is left alone.</summary>
    /// <returns>What there is to say: a line for all that went well, and one for each that did not.</returns>
    public async Task<IReadOnlyList<string>> SweepAsync()
    {
        var (swept, troubles) = (new List<string>(), new List<string>());
        foreach (var session in SessionRecord.All(_ => { }))
        {
            try
            {
                if (!session.WasKilled)
                {
                    continue;
                }

                if (await CleanAsync(session) is { Count: > 0 } left)
                {
                    troubles.Add($"Session {session.Id} of a killed build is left for ./build.sh --target=Cleanup: {string.Join("; ", left)}");
                }
                else
                {
                    swept.Add(session.Id);
                }
            }
            catch (Exception error) when (error is DirectoryNotFoundException or UnauthorizedAccessException)
            {
                // Somebody else's to clean up, by another such sweep or as another user.
            }
        }

        return [.. swept.Count > 0 ? [$"Cleaned up after a build that was killed: session {string.Join(", ", swept)}."] : Array.Empty<string>(), .. troubles];
    }

    // What a build killed in its first instant left: an empty directory that got no name. An hour is long past that instant.
    private static void RemoveUnnamed()
    {
        foreach (var directory in new DirectoryInfo(MachineDirectory.Sessions).EnumerateDirectories($"*{SessionRecord.UnnamedSuffix}"))
        {
            if (directory.LastWriteTimeUtc < DateTime.UtcNow.AddHours(-1))
            {
                directory.Delete(recursive: true);
            }
        }
    }

    // What can't be removed keeps nothing else from being removed, but it keeps the session: its manifest is the only one to know. Why it can't is returned.
    private async Task<IReadOnlyList<string>> CleanAsync(SessionRecord session)
    {
        // Before anything of it is stopped, for sudo could stop it.
        Manifest.RefuseAnothers(session.Directory);
        report($"Session {session.Id} ({session.Owner.Purpose}): the build that owned it has ended.");
        var left = new List<string>();
        foreach (var clean in new Func<SessionRecord, Task>[] { StopProcessesAsync, RemoveNamespacesAsync, RemoveContainersAsync, RemoveLinksAsync })
        {
            try
            {
                await clean(session);
            }
            catch (Exception error) when (error is InvalidOperationException or TimeoutException or Win32Exception)
            {
                report($"  not removed: {error.Message}");
                left.Add(error.Message);
            }
        }

        RemoveConnection(session);
        if (left.Count > 0)
        {
            report($"  kept {session.Directory}: it says what is left");
        }
        else
        {
            Directory.Delete(session.Directory, recursive: true);
            report($"  removed {session.Directory}");
        }

        return left;
    }

    private async Task StopProcessesAsync(SessionRecord session)
    {
        var noted = session.Entries.OfType<ProcessEntry>().ToList();
        foreach (var entry in noted)
        {
            if (entry.Process.IsAlive)
            {
                await StopAsync(entry.Process, $"{entry.Station} {entry.Part}");
            }

            FakeTimeFiles.RemoveLeft(entry.Process);
        }

        foreach (var process in MarkedProcesses.Of(session.Id).Where(process => noted.TrueForAll(entry => entry.Process != process)))
        {
            await StopAsync(process, "started as the build was killed");
            FakeTimeFiles.RemoveLeft(process);
        }
    }

    private async Task RemoveNamespacesAsync(SessionRecord session)
    {
        foreach (var entry in session.Entries.OfType<NamespaceEntry>())
        {
            var network = new NetworkNamespace(entry.Name);
            if (network.IsOf(session.Id) && await network.RemoveAsync())
            {
                report($"  removed network namespace {entry.Name}");
            }
        }
    }

    private async Task RemoveContainersAsync(SessionRecord session)
    {
        foreach (var name in await containers.RemoveAsync(session.Id, [.. session.Entries.OfType<ContainerEntry>()]))
        {
            report($"  removed container {name}");
        }
    }

    private Task RemoveLinksAsync(SessionRecord session)
    {
        foreach (var link in session.Entries.OfType<LinkEntry>().DistinctBy(entry => entry.Path))
        {
            if (PtyLinks.TryRemoveLeft(link.Path))
            {
                report($"  removed {link.Path}");
            }
        }

        return Task.CompletedTask;
    }

    private async Task StopAsync(ProcessIdentity process, string what)
    {
        await ProcessTree.StopAsync(process, ProcessSignal.Terminate, timeouts);
        report($"  stopped process {Text(process.Id)} ({what})");
    }

    // Tests started from an IDE would look for the lab there.
    private void RemoveConnection(SessionRecord session)
    {
        var path = LabConnection.File(session.Owner.Checkout);
        if (LabConnectionFile.Remove(path, session.Id))
        {
            report($"  removed {path}");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
