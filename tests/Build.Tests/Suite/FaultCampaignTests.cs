namespace Build.Tests.Suite;

/// <summary>A campaign of faults on virtual stations, with and without a bug that a fault shows.</summary>
[TestClass]
public sealed class FaultCampaignTests : BuildTest
{
    [TestMethod]
    public async Task FaultCampaign_VirtualStations_BreaksNoPromise()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("--target=FaultCampaign", "--seed=1", "--duration=5s");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.MatchesRegex(@"No promise was broken: [1-9]\d* faults in \d+ s of the firmware's time", run.Output);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task FaultCampaign_MutantOfTheFailsafe_PrintsTheReplay()
    {
        var checkout = NewCheckout();
        checkout.Environment["OPENEVSE_MUTANT"] = "heartbeat-in-minutes";
        checkout.Environment["LOADSHARING_CONTRACT"] = "2026-09";

        // It waits in vain for a failsafe, which comes later.
        checkout.Environment[LabConnection.TimeoutFactorVariable] = null;

        var run = await checkout.RunAsync("--target=FaultCampaign", "--seed=1", "--duration=5s");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("to be in failsafe, but it is not", run.ToString());
        Assert.Contains("Replay: env LOADSHARING_CONTRACT=2026-09 ./build.sh --target=FaultCampaign --seed=1 --stations=3 --duration=5s", run.ToString());
        checkout.IsClean();
    }

    [TestMethod]
    public async Task FaultCampaign_OneStation_IsRefused()
    {
        var run = await NewCheckout().RunAsync("--target=FaultCampaign", "--stations=1");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("--stations=1: a group has 2 stations at least.", run.ToString());
    }
}
