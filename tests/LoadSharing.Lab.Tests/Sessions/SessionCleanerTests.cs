namespace LoadSharing.Lab.Tests.Sessions;

/// <summary>Clean-up of sessions whose manifests the tests write.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SessionCleanerTests : ProcessTest
{
    private readonly RecordedLog _log = new();

    private Scratch _checkout = null!;
    private string _sessions = "";

    private IReadOnlyList<string> RemainingSessions => [.. Directory.EnumerateFileSystemEntries(_sessions).Select(entry => Path.GetFileName(entry))];

    private IEnumerable<string> StopMessages => _log.Messages.Where(message => message.StartsWith("  stopped", StringComparison.Ordinal));

    [TestInitialize]
    public void CreateDirectories()
    {
        _checkout = Keep(new Scratch());
        _sessions = PrivateFiles.CreateDirectory(_checkout.Combine("sessions"));
    }

    [TestMethod]
    public async Task Clean_ProcessOfTheManifest_IsStopped()
    {
        var session = Orphan();
        var process = Keep(session.StartProcess("station-0", "firmware"));

        await CleanAsync();

        Assert.IsFalse(process.Identity.IsAlive);
        Expect.Sequence(_log.Messages, session.Announcement, OrphanedSession.Stopped(process.Identity, "station-0 firmware"), session.Removal);
    }

    [TestMethod]
    public async Task Clean_RecycledProcessId_IsKept()
    {
        var session = Orphan();
        var process = Keep(ForeignProcess.Start());
        session.Add(Recycled(process));

        await CleanAsync();

        Assert.IsTrue(process.Identity.IsAlive);
        Assert.IsEmpty(StopMessages);
    }

    [TestMethod]
    public async Task Clean_ExitedProcess_IsIgnored()
    {
        await Orphan().StartProcess("station-0", "firmware").DisposeAsync();

        await CleanAsync();

        Assert.IsEmpty(StopMessages);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Clean_ProcessNotInTheManifest_IsFoundByItsEnvironment()
    {
        var session = Orphan();
        var process = Keep(session.StartProcess());
        var ofAnotherSession = Keep(ForeignProcess.Start(Session.EnvironmentMark, session.Id + "0"));

        await CleanAsync();

        Expect.Sequence(StopMessages, OrphanedSession.Stopped(process.Identity, "not in the manifest"));
        Assert.IsTrue(ofAnotherSession.Identity.IsAlive);
    }

    [TestMethod]
    public async Task Clean_IncompleteLastLine_IsIgnored()
    {
        var session = Orphan();
        var process = Keep(session.StartProcess("station-0", "emulator"));
        await File.AppendAllTextAsync(session.ManifestFile, """{"kind":"process","process":{"id":1,"sta""", Token);

        await CleanAsync();

        Expect.Sequence(StopMessages, OrphanedSession.Stopped(process.Identity, "station-0 emulator"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("not JSON\n")]
    [DataRow("{\"kind\":\"future\"}\n")]
    [DataRow("{}\n")]
    public async Task Clean_UnreadableManifest_KeepsThatSessionOnly(string manifest)
    {
        var broken = Orphan();
        await File.WriteAllTextAsync(broken.ManifestFile, manifest, Token);
        var intact = Orphan();

        Assert.AreEqual((1, 0), await Cleaner().CleanAsync());

        Assert.ContainsSingle(
            message => message.StartsWith($"Session {broken.Id} is skipped: its manifest cannot be read (", StringComparison.Ordinal)
                && message.EndsWith($"). Check {broken.Directory} and delete it.", StringComparison.Ordinal),
            _log.Messages,
            string.Join('\n', _log.Messages));
        Assert.Contains(intact.Removal, _log.Messages);
        Expect.Set(RemainingSessions, broken.Id);
    }

    [TestMethod]
    public async Task Clean_StateOfStations_IsDeleted()
    {
        Directory.CreateDirectory(Path.Combine(Orphan().Directory, "fleet-1", "station-0", "epoxyfsdata"));

        await CleanAsync();
    }

    [TestMethod]
    public async Task Clean_UnnamedSession_IsDeletedAfterAnHour()
    {
        var old = Directory.CreateDirectory(Path.Combine(_sessions, "20260101-000000-abcdef" + SessionRecord.UnnamedSuffix)).FullName;
        var recent = Directory.CreateDirectory(Path.Combine(_sessions, "20260101-000001-abcdef" + SessionRecord.UnnamedSuffix)).FullName;
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        Assert.AreEqual((0, 0), await Cleaner().CleanAsync());

        Expect.Set(RemainingSessions, Path.GetFileName(recent));
    }

    [TestMethod]
    public async Task Clean_LabConnectionOfTheSession_IsDeleted()
    {
        var file = WriteConnection(Orphan().Id);

        await CleanAsync();

        Assert.IsFalse(File.Exists(file));
    }

    [TestMethod]
    public async Task Clean_LabConnectionOfAnotherSession_IsKept()
    {
        Orphan();
        var file = WriteConnection("20260101-000000-000000");

        await CleanAsync();

        Assert.IsTrue(File.Exists(file));
    }

    [TestMethod]
    [NamespaceCondition]
    public async Task Clean_NamespaceOfAnotherSession_IsKept()
    {
        var foreign = Keep(await ForeignNamespace.CreateAsync($"openevse-20260101-000000-{Guid.NewGuid().ToString("N")[..6]}-fleet-1", Token));
        Orphan(new NamespaceEntry(foreign.Name), new NamespaceEntry("../../tmp"));

        await CleanAsync();

        Assert.Contains(foreign.Name, Namespaces.Names.ToList());
    }

    [TestMethod]
    [NamespaceCondition]
    public async Task Clean_NamespaceThatWasNeverCreated_IsIgnored()
    {
        var session = Orphan();
        session.Add(new NamespaceEntry($"openevse-{session.Id}-fleet-1"));

        await CleanAsync();

        Expect.Sequence(_log.Messages, session.Announcement, session.Removal);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Clean_FakeTimeFilesOfAProcess_AreDeleted(bool isAlive)
    {
        var process = Orphan().StartProcess("station-0", "firmware");
        await FakeTimeFile.CreateAsync(process.Identity, Token);
        if (isAlive)
        {
            Keep(process);
        }
        else
        {
            await process.DisposeAsync();
        }

        await CleanAsync();

        Assert.IsEmpty(FakeTimeFile.Of(process.Identity));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Clean_FakeTimeFilesOfARecycledProcessId_AreKept()
    {
        var process = Keep(ForeignProcess.Start());
        await FakeTimeFile.CreateAsync(process.Identity, Token);
        Orphan(Recycled(process));

        await CleanAsync();

        var files = FakeTimeFile.Of(process.Identity);
        files.ToList().ForEach(File.Delete);
        Assert.HasCount(2, files);
    }

    private OrphanedSession Orphan(params IEnumerable<ManifestEntry> entries) => OrphanedSession.Create(_sessions, _checkout.Path, entries);

    private static ProcessEntry Recycled(ForeignProcess process) =>
        new(process.Identity with { Started = "1@another boot" }, "station-0", "firmware");

    private SessionCleaner Cleaner() => new(new NoContainers(), new LabTimeouts(TimeoutFactors.Generous), _log, _sessions);

    private async Task CleanAsync()
    {
        Assert.AreEqual((1, 0), await Cleaner().CleanAsync(), "Removed and remaining sessions");
        Assert.IsEmpty(RemainingSessions);
    }

    private string WriteConnection(string session)
    {
        var file = LabConnection.File(_checkout.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        LabConnectionFile.Write(file, new LabConnection(new Uri("http://127.0.0.1:1"), "token", session));
        return file;
    }

    private sealed class NoContainers : IContainerCleaner
    {
        public string Engine => "";

        public Task<IReadOnlyList<string>> RemoveAsync(string sessionId, IReadOnlyList<string> names) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
