namespace Build.Tests.Attacks;

/// <summary>The container engine starts emulators, but refuses to remove them when the lab stops.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class UnremovableContainerTests : BuildTest
{
    private const string Error = "Error response from daemon: container is stuck";

    private Checkout _checkout = null!;
    private FakeDocker _docker = null!;
    private BuildResult _run = null!;

    [TestInitialize]
    public async Task RunAsync()
    {
        _checkout = NewCheckout();
        _docker = await FakeDocker.CreateAsync(_checkout, "127.0.0.1");
        _docker.RefuseRemoval(Error);
        _run = await _checkout.RunAsync("--target=IntegrationTests", "--emulator=docker", "--pull=never", SuiteTests.Filter(SuiteTests.FreshStation));
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
    public void Summary_ContainerRemains_IsWritten() =>
        Assert.Contains(Error, File.ReadAllText(Path.Combine(_checkout.Results, "summary.md")));

    [TestCleanup]
    public async Task CleanUpAsync()
    {
        _docker.AllowRemoval();
        await _checkout.RunAsync("--target=Cleanup");
        Assert.IsEmpty(_docker.Containers);
    }
}
