using System.Xml.Linq;
using Build.Options;
using Build.Suite;
using Build.Tests.Support;
using LoadSharing.Lab;
using LoadSharing.Tests;

namespace Build.Tests.Suite;

[TestClass]
public sealed class SuiteSettingsTests : BuildTest
{
    private static readonly Dictionary<string, double> Seconds = new() { ["A.Test (2 stations)"] = 3, ["A.Test (4 stations)"] = 7, ["A.Other"] = 1, ["A.Third"] = 2 };

    private string _file = "";

    [TestInitialize]
    public void MakeDirectory()
    {
        _file = Keep(new Scratch()).Combine("suite.runsettings");
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
    }

    [TestMethod]
    public async Task Write_DurationsAreKnown_AllComeAtOnceAndTheLongestRowSpeaksForItsTest()
    {
        var order = Write(Seconds, "--parallel=2");

        Assert.AreEqual("4", Workers);
        Assert.AreEqual("""{"atOnce":2,"seconds":{"A.Test":7,"A.Other":1,"A.Third":2}}""", await File.ReadAllTextAsync(order!, Token));
    }

    [TestMethod]
    public void Write_NoDurationsAreKnown_LeavesOrderAndNumberToMSTest()
    {
        Assert.IsNull(Write([], "--parallel=2"));
        Assert.AreEqual("2", Workers);
    }

    [TestMethod]
    public void Write_Shuffled_IsNotTheLongestFirst()
    {
        Assert.IsNull(Write(Seconds, "--parallel=2", "--seed=7"));
        Assert.AreEqual("2", Workers);
    }

    private string? Workers => XDocument.Load(_file).Descendants("Workers").Single().Value;

    private string? Write(Dictionary<string, double> seconds, params string[] arguments) =>
        new SuiteSettings(BuildOptions.Read(Given.CommandLine(arguments)), new LabTimeouts(1)).Write(_file, seconds, round: 1);
}
