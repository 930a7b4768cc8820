namespace Build.Tests.Attacks;

/// <summary>An emulator's image uses the privileges and the resources that containers have by default.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class PrivilegedContainerTests : BuildTest
{
    [TestMethod]
    [DataRow("--cap-drop ALL")]
    [DataRow("--security-opt no-new-privileges")]
    [DataRow("--memory 512m")]
    [DataRow("--pids-limit 128")]
    public async Task Run_Emulator_HasOption(string option)
    {
        var checkout = NewCheckout();
        var docker = await FakeDocker.CreateAsync(checkout, "127.0.0.1");

        await checkout.RunAsync("--target=IntegrationTests", "--emulator=docker", "--pull=never", SuiteTests.Filter(SuiteTests.FreshStation));

        var call = Assert.ContainsSingle(docker.Calls.Where(call => call.Contains("|run ", StringComparison.Ordinal)));
        Assert.Contains($" {option} ", call);
    }
}
