using System.Diagnostics;

namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Manifests that cannot be read. One of them stopped the runs of all users, some by a hang that no signal ended.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class UnreadableManifestTests : CleanerTest
{
    private const string OwnerWithoutProcess =
        """{"kind":"owner","process":null,"purpose":"Test","checkout":"/","logs":"/","started":"2026-01-01T00:00:00+00:00"}""";

    [TestMethod]
    [DataRow("mkfifo \"$1\"", "it is not a regular file")]
    [DataRow("ln -s /dev/zero \"$1\"", "is a link")]
    [DataRow("ln -s /etc/passwd \"$1\"", "is a link")]
    [DataRow("truncate -s 1048577 \"$1\"", "it has 1048577 bytes; at most 1048576 are read")]
    [DataRow("mkdir \"$1\"", "it is not a regular file")]
    [DataRow($"printf '%s\\n' '{OwnerWithoutProcess}' >\"$1\"", "process")]
    public async Task Sweep_UnreadableManifest_SkipsThatSessionOnly(string command, string reason)
    {
        var broken = Orphan();
        File.Delete(broken.ManifestFile);
        using var shell = Process.Start("sh", ["-c", command, "sh", broken.ManifestFile]);
        await shell.WaitForExitAsync(Token);
        Assert.AreEqual(0, shell.ExitCode, command);
        var intact = Orphan();

        var lines = await Cleaner.SweepAsync().WaitAsync(Eventually.Timeout, Token);

        Assert.HasCount(2, lines.ToList(), string.Join('\n', lines));
        Assert.AreEqual($"Removed the orphans of a killed build: session {intact.Id}.", lines[0]);
        Assert.StartsWith($"Session {broken.Id} is skipped: its manifest cannot be read (", lines[1]);
        Assert.Contains(reason, lines[1]);
        Assert.EndsWith($"). Check {broken.Directory} and delete it.", lines[1]);
    }
}
