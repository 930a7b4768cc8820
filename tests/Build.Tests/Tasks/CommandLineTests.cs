namespace Build.Tests.Tasks;

[TestClass]
public sealed class CommandLineTests : BuildTest
{
    [TestMethod]
    [DataRow(
        "--target=IntegrationTest",
        "--target=IntegrationTest: unknown target. Did you mean --target=IntegrationTests? ./build.sh --target=Help lists all targets.")]
    [DataRow("--target=Up|--stations=0", "--stations=0: not a whole number from 1 to 64. Example: --stations=4.")]
    [DataRow(
        "--target=IntegrationTests|--firmware=/nowhere/program",
        "--firmware=/nowhere/program: file not found. Give the path of a native firmware build.")]
    public async Task CommandLine_Invalid_FailsBeforeAnythingStarts(string commandLine, string message)
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync(commandLine.Split('|'));

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual($"Error: {message}", run.Errors.Trim());
        Assert.IsEmpty(run.Output.Trim(), "Expected no output but the error");
        IsUntouched(checkout);
    }

    [TestMethod]
    public async Task EnvironmentVariable_InvalidValue_IsNamed()
    {
        var checkout = NewCheckout();
        checkout.Environment["LOADSHARING_STATIONS"] = "many";

        var run = await checkout.RunAsync("--target=Up");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual("Error: LOADSHARING_STATIONS=many: not a whole number from 1 to 64. Example: LOADSHARING_STATIONS=4.", run.Errors.Trim());
        IsUntouched(checkout);
    }

    [TestMethod]
    public async Task BareWord_InsteadOfATarget_HasAHint()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("IntegrationTests");

        Assert.AreEqual(255, run.ExitCode, run.ToString());
        Assert.Contains("IntegrationTests", run.Output);
        Assert.AreEqual(
            "Targets and options begin with two dashes. Example: ./build.sh --target=IntegrationTests. ./build.sh --target=Help lists all.", run.Errors.Trim());
        IsUntouched(checkout);
    }

    [TestMethod]
    public async Task Option_WithoutEffect_HasAWarning()
    {
        var run = await NewCheckout().RunAsync("--target=Status", "--keep", "--stations=3");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("--keep has no effect on --target=Status. It is for IntegrationTests.", run.Lines);
        Assert.Contains("--stations has no effect on --target=Status. It is for Up, FaultCampaign.", run.Lines);
    }

    [TestMethod]
    public async Task Option_OfTheTarget_HasNoWarning()
    {
        var checkout = NewCheckout();
        checkout.Environment["LOADSHARING_STATIONS"] = "3";

        var run = await checkout.RunAsync("--target=CheckPrerequisites", "--emulator=virtual");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.DoesNotContain("has no effect", run.Output);
    }

    [TestMethod]
    public async Task BuildFirmware_WithoutSource_Fails()
    {
        var run = await NewCheckout().RunAsync("--target=BuildFirmware");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("neither --firmware-source nor --firmware-image", run.Errors);
    }

    private static void IsUntouched(Checkout checkout)
    {
        checkout.IsClean();
        Assert.IsFalse(Directory.Exists(Path.Combine(checkout.Root, "artifacts")), "The directory of artifacts was created");
    }
}
