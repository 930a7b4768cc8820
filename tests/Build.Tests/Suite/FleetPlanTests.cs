using Build.Suite;

namespace Build.Tests.Suite;

[TestClass]
public sealed class FleetPlanTests : BuildTest
{
    private string _file = "";

    [TestInitialize]
    public void MakeDirectory() => _file = Keep(new Scratch()).Combine("artifacts/fleets.json");

    [TestMethod]
    public void Sizes_FirstRun_AreThoseOfItsOptions() =>
        Assert.AreEqual("1 2 4", string.Join(' ', Plan("--instances=2,4").Sizes));

    [TestMethod]
    public void Sizes_FirstRunWithFilter_AreEmpty() => Assert.IsEmpty(Plan("--filter=Name~Add").Sizes);

    [TestMethod]
    public void Sizes_NextRunOfTheSameTests_AreThoseOfTheLast()
    {
        Plan("--filter=Name~Add").Write([1, 1, 3]);

        Assert.AreEqual("1 1 3", string.Join(' ', Plan("--filter=Name~Add").Sizes));
        Assert.AreEqual("1 2 3 4", string.Join(' ', Plan().Sizes));
    }

    [TestMethod]
    [DataRow("--contract=2026-02")]
    [DataRow("--emulator=docker")]
    [DataRow("--firmware=/bin/sh")]
    public void Sizes_SameTestsOnOtherStations_AreEmpty(string others)
    {
        Plan("--filter=Name~Add", "--isolation=host").Write([1, 1, 3]);

        Assert.IsEmpty(Plan("--filter=Name~Add", "--isolation=host", others).Sizes);
        Assert.AreEqual("1 1 3", string.Join(' ', Plan("--filter=Name~Add", "--isolation=host").Sizes));
    }

    [TestMethod]
    [DataRow("[oops")]
    [DataRow("""{"2,3,4": {"Sizes": [1, 2]}}""")]
    [DataRow("""{"2,3,4": null}""")]
    public async Task Sizes_InvalidFile_AreThoseOfTheOptions(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await File.WriteAllTextAsync(_file, text, Token);

        Assert.AreEqual("1 2 3 4", string.Join(' ', Plan().Sizes));
    }

    private FleetPlan Plan(params string[] arguments) => new(_file, BuildOptions.Read(OptionSources.CommandLine(arguments)));
}
