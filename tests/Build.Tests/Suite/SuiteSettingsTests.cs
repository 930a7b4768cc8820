using System.Xml.Linq;
using Build.Suite;

namespace Build.Tests.Suite;

[TestClass]
public sealed class SuiteSettingsTests : BuildTest
{
    [TestMethod]
    public void Write_Parallel_IsTheNumberOfWorkersBesideTheSuitesOwnSettings()
    {
        var settings = Write("--parallel=2");

        Assert.AreEqual("2", settings.Descendants("Workers").Single().Value);
        Assert.AreEqual("true", settings.Descendants("CooperativeCancellationTimeout").Single().Value);
        Assert.IsEmpty(settings.Descendants("RandomTestOrderSeed"));
    }

    [TestMethod]
    public void Write_SeedInTheSecondRound_IsTheNextSeed() =>
        Assert.AreEqual("8", Write("--seed=7").Descendants("RandomTestOrderSeed").Single().Value);

    [TestMethod]
    [DataRow("2,3,4", @"(TestCategory!=drift&TestCategory!=campaign)&(ClassName!~ScaleTests)")]
    [DataRow("3", @"(TestCategory!=drift&TestCategory!=campaign)&(Name!~\(2\))&(Name!~\(4\))&(ClassName!~ScaleTests)")]
    [DataRow("2,3,4,8", "(TestCategory!=drift&TestCategory!=campaign)")]
    public void Filter_Instances_LeavesTheirRows(string instances, string filter) =>
        Assert.AreEqual(filter, Settings($"--instances={instances}").Filter);

    [TestMethod]
    public void Filter_FilterAndShard_AreJoined() =>
        Assert.AreEqual(
            "(TestCategory!=drift&TestCategory!=campaign)&(Name~A|Name~B)&(Name=C)",
            new SuiteSettings(Options("--instances=2,3,4,8", "--filter=Name~A|Name~B"), new LabTimeouts(1)) { ShardFilter = "Name=C" }.Filter);

    [TestMethod]
    public void Filter_Matrix_SelectsItsRows() => Assert.AreEqual(
        "(TestCategory!=drift&TestCategory!=campaign)&(TestCategory=heartbeat|TestCategory=controllers)",
        Settings("--instances=2,3,4,8", "--matrix=Heartbeat, controllers").Filter);

    private static SuiteSettings Settings(params string[] arguments) => new(Options(arguments), new LabTimeouts(1));

    private static BuildOptions Options(params string[] arguments) => BuildOptions.Read(OptionSources.CommandLine(arguments));

    private XDocument Write(params string[] arguments)
    {
        var file = Keep(new Scratch()).Combine("suite.runsettings");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Settings(arguments).Write(file, round: 2);
        return XDocument.Load(file);
    }
}
