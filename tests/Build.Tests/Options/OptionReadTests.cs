namespace Build.Tests.Options;

[TestClass]
public sealed class OptionReadTests
{
    [TestMethod]
    public void Read_NoValue_IsTheDefault()
    {
        var nothing = OptionSources.CommandLine();

        Expect.Sequence(OptionTable.Instances.Read(nothing), 2, 3, 4);
        Assert.AreEqual(2, OptionTable.StationCount.Read(nothing));
        Assert.IsFalse(OptionTable.Keep.Read(nothing));
        Assert.IsNull(OptionTable.Filter.Read(nothing));
        Assert.AreEqual(PullPolicy.Missing, OptionTable.Pull.Read(nothing));
        Assert.AreEqual(1, OptionTable.TimeoutFactor.Read(nothing), 0);
    }

    [TestMethod]
    public void Read_Variable_OverridesTheDefault() =>
        Assert.AreEqual(5, OptionTable.StationCount.Read(OptionSources.Environment("LOADSHARING_STATIONS", "5")));

    [TestMethod]
    public void Read_EmptyVariable_IsTheDefault() => Assert.AreEqual(2, OptionTable.StationCount.Read(OptionSources.Environment("LOADSHARING_STATIONS", "")));

    [TestMethod]
    public void Read_CommandLineAndVariable_IsThatOfTheCommandLine()
    {
        var variables = new Dictionary<string, string> { ["LOADSHARING_STATIONS"] = "not even a number" };

        Assert.AreEqual(7, OptionTable.StationCount.Read(OptionSources.Of(variables, "--stations=7")));
    }

    [TestMethod]
    [DataRow("--keep", true)]
    [DataRow("--keep=true", true)]
    [DataRow("--keep=false", false)]
    public void Read_Switch_TakesAnOptionalValue(string word, bool value) => Assert.AreEqual(value, OptionTable.Keep.Read(OptionSources.CommandLine(word)));

    [TestMethod]
    public void Read_SwitchOffOnTheCommandLine_OverridesTheVariable() =>
        Assert.IsFalse(OptionTable.Keep.Read(OptionSources.Of(new Dictionary<string, string> { ["LOADSHARING_KEEP"] = "true" }, "--keep=false")));

    [TestMethod]
    public void Read_GivenTwice_IsRejected() => Assert.AreEqual(
        "--repeat is given 2 times, with 1 and 2. Give it once.",
        Assert.ThrowsExactly<CakeException>(() => OptionTable.Repeat.Read(OptionSources.CommandLine("--repeat=1", "--repeat=2"))).Message);

    [TestMethod]
    [DataRow("--repeat=0", "--repeat=0: not a whole number from 1 to 1000. Example: --repeat=10.")]
    [DataRow("--stations", "--stations=: not a whole number from 1 to 64. Example: --stations=4.")]
    [DataRow("--filter", "--filter=: the value is missing. Example: --filter=FullyQualifiedName~Discover.")]
    [DataRow("--matrix=any", "--matrix=any: 'any' is not one of auth, mixed, foreign-frame, heartbeat, controllers. Example: --matrix=auth,mixed.")]
    public void Read_InvalidValue_NamesTheOption(string word, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<CakeException>(() => BuildOptions.Read(OptionSources.CommandLine(word))).Message);

    [TestMethod]
    public void Read_InvalidVariable_NamesVariableAndOption() => Assert.AreEqual(
        "LOADSHARING_PULL=nevre: not one of missing, always, never. Did you mean never? Example: LOADSHARING_PULL=always.",
        Assert.ThrowsExactly<CakeException>(() => OptionTable.Pull.Read(OptionSources.Environment("LOADSHARING_PULL", "nevre"))).Message);

    [TestMethod]
    [DataRow("instances", "1", "2")]
    [DataRow("instances", "65", "64")]
    [DataRow("repeat", "1001", "1000")]
    [DataRow("parallel", "0", "1")]
    [DataRow("parallel", "65", "64")]
    [DataRow("stations", "65", "64")]
    [DataRow("timeout-factor", "0.05", "0.1")]
    [DataRow("timeout-factor", "101", "100")]
    [DataRow("runs", "101", "100")]
    [DataRow("contract", "2026-08", "2026-07")]
    public void Read_OutsideTheRange_IsRejected(string name, string outside, string boundary)
    {
        Assert.ThrowsExactly<CakeException>(() => BuildOptions.Read(OptionSources.CommandLine($"--{name}={outside}")));
        Assert.IsNotNull(BuildOptions.Read(OptionSources.CommandLine($"--{name}={boundary}")));
    }
}
