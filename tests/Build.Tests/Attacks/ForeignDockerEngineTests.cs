namespace Build.Tests.Attacks;

/// <summary>A manifest with the address of another Docker engine, which the Docker client then contacted with the credentials of the user.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ForeignDockerEngineTests : BuildTest
{
    [TestMethod]
    public async Task Cleanup_ContainerOnAnotherEngine_ContactsNone()
    {
        var checkout = NewCheckout();
        await checkout.AddProgramAsync("docker", "echo \"$*\" >>\"$(dirname \"$0\")/calls\"");
        checkout.Environment["DOCKER_HOST"] = "tcp://here:2375";
        var orphan = checkout.AddOrphan(new ContainerEntry("emulator_3", "tcp://elsewhere:2375"));

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(
            "  not removed: container emulator_3 is on the engine tcp://elsewhere:2375, and this build uses tcp://here:2375. "
                + "Set DOCKER_HOST to that engine and run the target Cleanup.",
            run.Lines);
        Assert.IsFalse(File.Exists(Path.Combine(checkout.PathDirectory, "calls")), "The Docker client was called");
        Assert.IsTrue(File.Exists(orphan.ManifestFile), "The manifest must remain, because it names the container");
    }
}
