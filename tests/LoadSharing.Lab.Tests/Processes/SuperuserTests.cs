namespace LoadSharing.Lab.Tests.Processes;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class SuperuserTests
{
    private static readonly string[] Entry = ["nsenter", "--net=/run/netns/x"];

    private static readonly ProcessCommand Firmware = new("/bin/firmware", ["--port", "8000"])
    {
        Environment = new Dictionary<string, string?> { ["OPENEVSE_CHIP_ID"] = "0x1", ["LD_PRELOAD"] = "/lib/time.so", ["HOME"] = null },
        WorkingDirectory = "/tmp/state",
    };

    [TestMethod]
    public void AsUser_Root_EntersTheNamespaceInTheDirectory()
    {
        var command = new Superuser(needsSudo: false).AsUser(Entry, Firmware, "MARK");

        Assert.AreEqual("nsenter --net=/run/netns/x env --chdir=/tmp/state LD_PRELOAD=/lib/time.so /bin/firmware --port 8000", command.ToString());
        Expect.Set(command.Environment.Keys, "OPENEVSE_CHIP_ID", "HOME");
    }

    [TestMethod]
    public void AsUser_BySudo_ReturnsToTheUserInTheDirectory()
    {
        var command = BySudo();

        Assert.StartsWith("setsid sudo -n --preserve-env=", command);
        Assert.MatchesRegex(" nsenter --net=/run/netns/x setpriv --reuid=[0-9]+ --regid=[0-9]+ --init-groups env --chdir=/tmp/state ", command);
        Assert.EndsWith(" /bin/firmware --port 8000", command);
    }

    [TestMethod]
    public void AsUser_BySudo_PreservesVariablesWithoutTheirValues()
    {
        var names = BySudo().Split(' ')[3]["--preserve-env=".Length..].Split(',');

        Assert.Contains("OPENEVSE_CHIP_ID", names);
        Assert.Contains("MARK", names);
        Assert.DoesNotContain("HOME", names);
        Assert.DoesNotContain("0x1", BySudo());
    }

    [TestMethod]
    public void AsUser_BySudo_RestoresVariablesThatSudoRemoves()
    {
        Assert.Contains(" LD_PRELOAD=/lib/time.so ", BySudo());
        Assert.Contains($" PATH={Environment.GetEnvironmentVariable("PATH")} ", BySudo());
        Assert.Contains(" -u SUDO_COMMAND ", BySudo());
    }

    [TestMethod]
    [DataRow(false, "setsid ip link")]
    [DataRow(true, "setsid sudo -n ip link")]
    public void AsRoot_WithOrWithoutSudo_StartsASession(bool needsSudo, string expected) =>
        Assert.AreEqual(expected, new Superuser(needsSudo).AsRoot(new ProcessCommand("ip", ["link"])).ToString());

    private static string BySudo() => new Superuser(needsSudo: true).AsUser(Entry, Firmware, "MARK").ToString();
}
