using Build.Tests.Support;

namespace Build.Tests.Host;

[TestClass]
public sealed class RefusalTests : BuildTest
{
    [TestMethod]
    [DataRow(
        "--target=IntegrationTest",
        "--target=IntegrationTest: there is no such target. Did you mean --target=IntegrationTests? ./build.sh --target=Help lists them all.")]
    [DataRow("--target=Up|--staitons=3", "--staitons=3: there is no such option. Did you mean --stations? ./build.sh --target=Help lists them all.")]
    [DataRow("--target=Up|--stations=0", "--stations=0: '0' is not a whole number from 1 to 64.")]
    [DataRow("--target=Up|--stations", "--stations=: '' is not a whole number from 1 to 64.")]
    [DataRow("--target=Up|--stations=2|--stations=3", "--stations is given 2 times (2, 3); give it once.")]
    [DataRow("--target=IntegrationTests|--filter", "--filter=: the value is missing; write it behind an equals sign.")]
    [DataRow(
        "--target=IntegrationTests|--firmware=/nowhere/program",
        "--firmware=/nowhere/program: the file is not there; give the path of a native firmware build.")]
    public async Task CommandLine_ThatCantBe_IsRefusedBeforeAnythingStarts(string commandLine, string message)
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync(commandLine.Split('|'));

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual($"Error: {message}", run.Errors.Trim());
        Assert.IsEmpty(run.Output.Trim(), "It printed more than the error");
        NothingWasStarted(checkout);
    }

    [TestMethod]
    public async Task EnvironmentVariable_BadValue_IsNamedAsWhatItIs()
    {
        var checkout = NewCheckout();
        checkout.Environment["LOADSHARING_STATIONS"] = "many";

        var run = await checkout.RunAsync("--target=Up");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual("Error: LOADSHARING_STATIONS=many (the environment's --stations): 'many' is not a whole number from 1 to 64.", run.Errors.Trim());
        NothingWasStarted(checkout);
    }

    [TestMethod]
    public async Task BareWord_InsteadOfATarget_IsRefusedAndSaysHowTargetsAreGiven()
    {
        var checkout = NewCheckout();

        var run = await checkout.RunAsync("IntegrationTests");

        Assert.AreEqual(255, run.ExitCode, run.ToString());
        Assert.Contains("IntegrationTests", run.Output);
        Assert.AreEqual(
            "Targets and options begin with two dashes: ./build.sh --target=IntegrationTests. ./build.sh --target=Help lists them all.", run.Errors.Trim());
        NothingWasStarted(checkout);
    }

    [TestMethod]
    public async Task Option_WithoutEffectOnTheTarget_IsWarnedOf()
    {
        var run = await NewCheckout().RunAsync("--target=Status", "--keep", "--stations=3");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("--keep has no effect on --target=Status; it is for IntegrationTests.", run.Lines);
        Assert.Contains("--stations has no effect on --target=Status; it is for Up.", run.Lines);
    }

    [TestMethod]
    public async Task Option_OfTheTarget_IsNotWarnedOf()
    {
        var checkout = NewCheckout();
        checkout.Environment["LOADSHARING_STATIONS"] = "3";

        var run = await checkout.RunAsync("--target=CheckPrerequisites", "--emulator=virtual");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.DoesNotContain("has no effect", run.Output);
    }

    [TestMethod]
    public async Task Target_WithNothingToDo_FailsAndSaysWhy()
    {
        var run = await NewCheckout().RunAsync("--target=BuildFirmware");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("no --firmware-source", run.Errors);
    }

    private static void NothingWasStarted(Checkout checkout)
    {
        checkout.IsClean();
        Assert.IsFalse(Directory.Exists(Path.Combine(checkout.Root, "artifacts")), "Something was written");
    }
}
