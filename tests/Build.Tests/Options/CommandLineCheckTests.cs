namespace Build.Tests.Options;

[TestClass]
public sealed class CommandLineCheckTests
{
    [TestMethod]
    [DataRow("--target=Up")]
    [DataRow("--target=UP", "--STATIONS=3")]
    [DataRow("--target=Up", "--target=Status")]
    [DataRow("--verbosity=diagnostic", "--tree", "--dryrun", "--exclusive", "--description", "--working=.")]
    public void RejectUnknownNames_KnownNames_AreAcceptedInAnyCase(params string[] words) =>
        CommandLineCheck.RejectUnknownNames(OptionSources.CommandLine(words));

    [TestMethod]
    [DataRow("--targt=Up", "--targt=Up: unknown option. ./build.sh --target=Help lists all options.")]
    [DataRow("--instance=2", "--instance=2: unknown option. Did you mean --instances? ./build.sh --target=Help lists all options.")]
    [DataRow("--target=Clenaup", "--target=Clenaup: unknown target. Did you mean --target=Cleanup? ./build.sh --target=Help lists all targets.")]
    [DataRow("--target=", "--target=: unknown target. ./build.sh --target=Help lists all targets.")]
    public void RejectUnknownNames_UnknownName_SuggestsTheNearest(string word, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<CakeException>(() => CommandLineCheck.RejectUnknownNames(OptionSources.CommandLine(word))).Message);

    [TestMethod]
    public void WithoutEffect_OptionsOfOtherTargets_AreListed()
    {
        var source = OptionSources.Of(new Dictionary<string, string> { ["LOADSHARING_RUNS"] = "3" }, "--target=Up", "--stations=2", "--keep", "--repeat=2");

        CollectionAssert.AreEqual(new Option[] { OptionTable.Repeat, OptionTable.Keep }, CommandLineCheck.OptionsWithoutEffect(source).ToArray());
    }

    [TestMethod]
    public void WithoutEffect_OptionOfOneOfSeveralTargets_IsNotListed() =>
        Assert.IsEmpty(CommandLineCheck.OptionsWithoutEffect(OptionSources.CommandLine("--target=Status", "--target=up", "--stations=2")));

    [TestMethod]
    public void Targets_NoneGiven_AreHelp() => Expect.Sequence(OptionSources.CommandLine().Targets, "Help");
}
