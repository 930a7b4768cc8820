namespace Build.Tests.Attacks;

/// <summary>An emulator's image uses the privileges and the resources that containers have by default.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class PrivilegedContainerTests
{
    private static IReadOnlyList<string> _calls = [];

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        await using var checkout = new Checkout(Installation.Shared, sessions: null, context);
        var docker = await FakeDocker.CreateAsync(checkout, "127.0.0.1");
        await checkout.RunAsync("--target=IntegrationTests", "--emulator=docker", "--pull=never", SuiteTests.Filter(SuiteTests.FreshStation));
        _calls = docker.Calls;
    }

    [TestMethod]
    [DataRow("--cap-drop ALL")]
    [DataRow("--security-opt no-new-privileges")]
    [DataRow("--memory 512m")]
    [DataRow("--pids-limit 128")]
    public void Run_Emulator_HasOption(string option)
    {
        var call = Assert.ContainsSingle(_calls.Where(call => call.Contains("|run ", StringComparison.Ordinal)));
        Assert.Contains($" {option} ", call);
    }
}
