using Build.Tests.Support;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;

namespace Build.Tests.Cleanup;

/// <summary>Containers that a killed build left, by a stand-in for the Docker client: which commands it gets, and for which engine.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ContainerTests : BuildTest
{
    // Two containers carry the session's label, one of them under a name that the manifest does not have.
    private const string Docker =
        """
        echo "$DOCKER_HOST|$*" >>"$(dirname "$0")/calls"
        [ "$1" = ps ] && { echo 'abc123 emulator_3'; echo 'def456 emulator_33'; }
        exit 0
        """;

    [TestMethod]
    public async Task Cleanup_Container_IsRemovedByLabelAndName()
    {
        var checkout = await NewCheckoutWithDockerAsync();
        var session = LeftSession.In(checkout, new ContainerEntry("emulator_3", "tcp://engine:2375"), new ContainerEntry("emulator_4", "tcp://engine:2375"));

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("  removed container emulator_3", run.Lines);
        Assert.DoesNotContain("emulator_4", run.Output, "It says that it removed a container that was not there");
        var calls = await File.ReadAllLinesAsync(Path.Combine(checkout.Root, "path", "calls"), Token);
        Assert.IsTrue(Array.TrueForAll(calls, call => call.StartsWith("tcp://engine:2375|", StringComparison.Ordinal)), string.Join('\n', calls));
        Assert.Contains($"label={Session.ContainerLabel}={session.Id}", calls[0]);
        var removal = Assert.ContainsSingle(call => call.Contains("|rm ", StringComparison.Ordinal), calls);
        Assert.EndsWith(" abc123", removal);
        Assert.Contains("--force", removal);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Cleanup_NoContainers_ContactsNoEngine()
    {
        var checkout = await NewCheckoutWithDockerAsync();
        LeftSession.In(checkout);

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsFalse(File.Exists(Path.Combine(checkout.Root, "path", "calls")), "Docker was asked");
    }

    [TestMethod]
    public async Task Cleanup_ContainerOnTheDefaultEngine_IgnoresDockerHost()
    {
        var checkout = await NewCheckoutWithDockerAsync();
        checkout.Environment["DOCKER_HOST"] = "tcp://elsewhere:2375";
        LeftSession.In(checkout, new ContainerEntry("emulator_3", ""));

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.Contains("  removed container emulator_3", run.Lines);
        var calls = await File.ReadAllLinesAsync(Path.Combine(checkout.Root, "path", "calls"), Token);
        Assert.HasCount(2, calls);
        Assert.IsTrue(Array.TrueForAll(calls, call => call.StartsWith('|')), string.Join('\n', calls));
    }

    [TestMethod]
    public async Task Cleanup_EngineUnavailable_KeepsItsSession()
    {
        const string Reason = "Cannot connect to the Docker daemon at tcp://engine:2375. Is the docker daemon running?";
        var checkout = await NewCheckoutWithDockerAsync($"echo '{Reason}' >&2; exit 1");
        var process = Keep(Bystander.Start());
        var link = Path.Combine(checkout.Root, "rapi_pty");
        File.CreateSymbolicLink(link, "/dev/pts/999999");
        var unreachable = LeftSession.In(checkout, new ContainerEntry("emulator_3", "tcp://engine:2375"), new ProcessEntry(process.Identity, "station-3", "firmware"), new LinkEntry(link));
        var others = Enumerable.Range(0, 3).Select(_ => LeftSession.In(checkout)).ToList();

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(unreachable.Announcement, run.Lines);
        Assert.Contains($"  not removed: docker ps: {Reason}", run.Lines);
        Assert.Contains($"  kept {unreachable.Directory}, which names the orphans", run.Lines);
        Assert.Contains("Cleaned up after 3 sessions.", run.Lines);
        Assert.Contains(
            "1 session could not be cleaned up, for the reasons above. Remove the cause and run --target=Cleanup again, or delete the session's directory if nothing of it is left.",
            run.Errors);
        Assert.IsTrue(File.Exists(unreachable.ManifestFile), "Nobody knows of the container any more");
        Assert.IsFalse(process.Identity.IsAlive, "What needs no engine was not cleaned up");
        Assert.IsNull(new FileInfo(link).LinkTarget, "What needs no engine was not cleaned up");
        Assert.IsTrue(others.TrueForAll(session => run.Lines.Contains(session.Removal)), run.ToString());

        await Script.WriteAsync(Path.Combine(checkout.Root, "path", "docker"), Docker, Token);
        var again = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, again.ExitCode, again.ToString());
        Assert.Contains("  removed container emulator_3", again.Lines);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Up_AfterAKilledUpWithoutEngine_KeepsItsSession()
    {
        var checkout = await NewCheckoutWithDockerAsync("echo 'Cannot connect to the Docker daemon.' >&2; exit 1");
        var unreachable = LeftSession.In(checkout, new ContainerEntry("emulator_3", "tcp://engine:2375"));
        var other = LeftSession.In(checkout);

        var up = await checkout.UpAsync("--stations=1");

        Assert.Contains($"Removed the orphans of a killed build: session {other.Id}.\n", up.Output);
        Assert.Contains($"Session {unreachable.Id} of a killed build could not be removed; run the target Cleanup. Reason: docker ps: Cannot connect to the Docker daemon.\n", up.Output);
        Assert.IsTrue(File.Exists(unreachable.ManifestFile), "Nobody knows of the container any more");
    }

    private async Task<Checkout> NewCheckoutWithDockerAsync(string docker = Docker)
    {
        var checkout = NewCheckout();
        var path = Directory.CreateDirectory(Path.Combine(checkout.Root, "path")).FullName;
        checkout.Environment["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}";
        await Script.WriteAsync(Path.Combine(path, "docker"), docker, Token);
        return checkout;
    }
}
