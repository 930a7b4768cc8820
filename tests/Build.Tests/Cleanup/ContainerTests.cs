using Build.Lab.Sessions;
using Build.Tests.Support;

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
    public async Task Container_OfTheManifest_IsRemovedByLabelAndNameOnItsEngine()
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
    public async Task Cleanup_WithoutContainersInTheManifest_AsksNoEngine()
    {
        var checkout = await NewCheckoutWithDockerAsync();
        LeftSession.In(checkout);

        var run = await checkout.RunAsync("--target=Cleanup");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsFalse(File.Exists(Path.Combine(checkout.Root, "path", "calls")), "Docker was asked");
    }

    private async Task<Checkout> NewCheckoutWithDockerAsync()
    {
        var checkout = NewCheckout();
        var path = Directory.CreateDirectory(Path.Combine(checkout.Root, "path")).FullName;
        checkout.Environment["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}";
        await Script.WriteAsync(Path.Combine(path, "docker"), Docker, Token);
        return checkout;
    }
}
