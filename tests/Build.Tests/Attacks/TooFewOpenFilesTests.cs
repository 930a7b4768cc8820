using Build.Prerequisites;

namespace Build.Tests.Attacks;

/// <summary>A shell that allows few open files. The runtime aborted with "Out of memory" for it.</summary>
[TestClass]
public sealed class TooFewOpenFilesTests : BuildTest
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Run_FewOpenFilesAllowed_NamesTheLimit()
    {
        var checkout = NewCheckout();
        checkout.Launcher = ["sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"];

        var run = await checkout.RunAsync("--target=IntegrationTests", "--instances=2");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(
            $"MISSING  {"open files",-20} {"sockets and logs of all stations",-46} at most 256 are allowed (ulimit -n); at least 1000 are needed", run.Lines);
        Assert.Contains("1 of 4 prerequisites is missing. Nothing was started.", run.Errors);
    }

    [TestMethod]
    [DataRow("999", false)]
    [DataRow("1000", true)]
    [DataRow("unlimited", true)]
    public void OpenFiles_EachLimit_IsCompared(string soft, bool isMet) => Assert.AreEqual(
        isMet,
        MachinePrerequisites.OpenFiles(["Max stack size            8388608  unlimited  bytes", $"Max open files            {soft}  524288  files"]).IsMet);
}
