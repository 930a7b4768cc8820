using System.Diagnostics;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>A test of a clean-up with a sessions directory of its own.</summary>
public abstract class CleanerTest : ProcessTest
{
    private readonly RecordedLog _log = new();

    private string _sessions = "";

    internal Scratch Sandbox { get; private set; } = null!;

    internal SessionCleaner Cleaner => new(new NoContainers(), new LabTimeouts(TimeoutFactors.Generous), _log, _sessions);

    internal IReadOnlyList<string> Messages => _log.Messages;

    [TestInitialize]
    public void CreateSessionsDirectory()
    {
        Sandbox = Keep(new Scratch());
        _sessions = PrivateFiles.CreateDirectory(Sandbox.Combine("sessions"));
    }

    internal OrphanedSession Orphan(params IEnumerable<ManifestEntry> entries) => OrphanedSession.Create(_sessions, Sandbox.Path, entries);

    /// <summary>Gives a file or directory to another user.</summary>
    internal async Task GiveAsync(string path, SecondUser user)
    {
        using var process = Process.Start("chown", [user.Id.ToString(), path]);
        await process.WaitForExitAsync(Token);
        Assert.AreEqual(0, process.ExitCode, path);
    }

    internal void IsSkipped(OrphanedSession session, string reason)
    {
        var message = Assert.ContainsSingle(_log.Messages);
        Assert.StartsWith($"Session {session.Id} is skipped: its manifest cannot be read (", message);
        Assert.Contains(reason, message);
        Assert.IsTrue(Directory.Exists(session.Directory), "The session was removed");
    }

    private sealed class NoContainers : IContainerCleaner
    {
        public string Engine => "";

        public Task<IReadOnlyList<string>> RemoveAsync(string sessionId, IReadOnlyList<string> names) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
