namespace Build.Tests.Attacks;

/// <summary>The container engine starts emulators, but refuses to remove them when the lab stops.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class UnremovableContainerTests
{
    private const string Error = "Error response from daemon: container is stuck";

    private static BuildResult _run = null!;
    private static string _summary = "";
    private static IReadOnlyList<string> _containers = [];
    private static IReadOnlyList<string> _containersAfterCleanup = [];

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        await using var checkout = new Checkout(Installation.Shared, sessions: null, context);
        var docker = await FakeDocker.CreateAsync(checkout, "127.0.0.1");
        docker.RefuseRemoval(Error);
        _run = await checkout.RunAsync("--target=IntegrationTests", "--emulator=docker", "--pull=never", SuiteTests.Filter(SuiteTests.FreshStation));
        _summary = await File.ReadAllTextAsync(Path.Combine(checkout.Results, "summary.md"), context.CancellationToken);
        _containers = docker.Containers;
        docker.AllowRemoval();
        await checkout.RunAsync("--target=Cleanup");
        _containersAfterCleanup = docker.Containers;
    }

    [TestMethod]
    public void Output_ContainerRemains_HasTheResults()
    {
        Assert.AreEqual(1, _run.ExitCode, _run.ToString());
        Assert.AreEqual("1 passed, 0 failed", _run.LastLine);
    }

    [TestMethod]
    public void Output_ContainerRemains_HasTheReason()
    {
        Assert.Contains("    The lab could not be stopped completely; the target Cleanup removes the rest. Reason: ", _run.Output);
        Assert.Contains(Error, _run.Output);
    }

    [TestMethod]
    public void Summary_ContainerRemains_HasTheError() => Assert.Contains(Error, _summary);

    [TestMethod]
    public void Cleanup_RemovalIsAllowed_RemovesTheContainer()
    {
        Assert.IsNotEmpty(_containers, "Expected a container that the run could not remove");
        Assert.IsEmpty(_containersAfterCleanup);
    }
}
