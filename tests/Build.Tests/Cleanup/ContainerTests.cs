namespace Build.Tests.Cleanup;

/// <summary>Containers of killed builds. A script stands for the Docker client and records its calls.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ContainerTests : BuildTest
{
    private const string Engine = "tcp://engine:2375";

    // Two containers have the session's label; the manifest names only one of them.
    private const string Docker =
        """
        echo "$DOCKER_HOST|$*" >>"$(dirname "$0")/calls"
        [ "$1" = ps ] && { echo 'abc123 emulator_3'; echo 'def456 emulator_33'; }
        exit 0
        """;

    private Checkout _checkout = null!;

    private string CallsFile => Path.Combine(_checkout.PathDirectory, "calls");

    [TestInitialize]
    public void CreateCheckout()
    {
        _checkout = NewCheckout();
        _checkout.Environment["DOCKER_HOST"] = Engine;
    }

    [TestMethod]
    public async Task Cleanup_Container_IsRemovedByLabelAndName()
    {
        await _checkout.AddProgramAsync("docker", Docker);
        var session = _checkout.AddOrphan(new ContainerEntry("emulator_3", Engine), new ContainerEntry("emulator_4", Engine));

        var run = await _checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("  removed container emulator_3", run.Lines);
        Assert.DoesNotContain("emulator_4", run.Output, "There is no container of this name");
        var calls = await CallsAsync();
        Assert.IsTrue(Array.TrueForAll(calls, call => call.StartsWith($"{Engine}|", StringComparison.Ordinal)), string.Join('\n', calls));
        Assert.Contains($"label={Session.ContainerLabel}={session.Id}", calls[0]);
        var removal = Assert.ContainsSingle(call => call.Contains("|rm ", StringComparison.Ordinal), calls);
        Assert.EndsWith(" abc123", removal);
        Assert.Contains("--force", removal);
        _checkout.IsClean();
    }

    [TestMethod]
    public async Task Cleanup_NoContainers_ContactsNoEngine()
    {
        await _checkout.AddProgramAsync("docker", Docker);
        _checkout.AddOrphan();

        var run = await _checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsFalse(File.Exists(CallsFile), "The Docker client was called");
    }

    [TestMethod]
    public async Task Cleanup_ContainerOnTheDefaultEngine_IsRemoved()
    {
        await _checkout.AddProgramAsync("docker", Docker);
        _checkout.Environment.Remove("DOCKER_HOST");
        _checkout.AddOrphan(new ContainerEntry("emulator_3", ""));

        var run = await _checkout.RunAsync("--target=Cleanup");

        Assert.Contains("  removed container emulator_3", run.Lines);
        var calls = await CallsAsync();
        Assert.HasCount(2, calls);
        Assert.IsTrue(Array.TrueForAll(calls, call => call.StartsWith('|')), string.Join('\n', calls));
    }

    [TestMethod]
    public async Task Cleanup_EngineUnavailable_KeepsItsSession()
    {
        const string Reason = "Cannot connect to the Docker daemon at tcp://engine:2375. Is the docker daemon running?";
        await _checkout.AddProgramAsync("docker", $"echo '{Reason}' >&2; exit 1");
        var orphan = _checkout.AddOrphan(new ContainerEntry("emulator_3", Engine));
        var process = Keep(orphan.StartProcess("station-3", "firmware"));
        var others = Enumerable.Range(0, 3).Select(_ => _checkout.AddOrphan()).ToList();

        var run = await _checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(orphan.Announcement, run.Lines);
        Assert.Contains($"  not removed: docker ps: {Reason}", run.Lines);
        Assert.Contains($"  kept {orphan.Directory}, which names the orphans", run.Lines);
        Assert.Contains("Cleaned up after 3 sessions.", run.Lines);
        Assert.Contains(
            "1 session could not be cleaned up, for the reasons above. Remove the cause and run --target=Cleanup again, "
                + "or delete the session's directory if nothing of it is left.",
            run.Errors);
        Assert.IsTrue(File.Exists(orphan.ManifestFile), "The manifest must remain, because it names the container");
        Assert.IsFalse(process.Identity.IsAlive, "The process must be stopped without the engine");
        Assert.IsTrue(others.TrueForAll(session => run.Lines.Contains(session.Removal)), run.ToString());

        await _checkout.AddProgramAsync("docker", Docker);
        var secondRun = await _checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, secondRun.ExitCode, secondRun.ToString());
        Assert.Contains("  removed container emulator_3", secondRun.Lines);
        _checkout.IsClean();
    }

    [TestMethod]
    public async Task Up_AfterAKilledUpWithoutEngine_KeepsItsSession()
    {
        await _checkout.AddProgramAsync("docker", "echo 'Cannot connect to the Docker daemon.' >&2; exit 1");
        var orphan = _checkout.AddOrphan(new ContainerEntry("emulator_3", Engine));
        var other = _checkout.AddOrphan();

        var up = await _checkout.UpAsync("--stations=1");

        Assert.Contains($"Removed the orphans of a killed build: session {other.Id}.\n", up.Output);
        Assert.Contains(
            $"Session {orphan.Id} of a killed build could not be removed; run the target Cleanup. "
                + "Reason: docker ps: Cannot connect to the Docker daemon.\n",
            up.Output);
        Assert.IsTrue(File.Exists(orphan.ManifestFile), "The manifest must remain, because it names the container");
    }

    private Task<string[]> CallsAsync() => File.ReadAllLinesAsync(CallsFile, Token);
}
