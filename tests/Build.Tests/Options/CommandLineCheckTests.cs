using Build.Options;
using Build.Tests.Support;
using LoadSharing.Tests;

namespace Build.Tests.Options;

[TestClass]
public sealed class CommandLineCheckTests
{
    [TestMethod]
    [DataRow("--target=Up")]
    [DataRow("--target=UP", "--STATIONS=3")]
    [DataRow("--target=Up", "--target=Status")]
    [DataRow("--verbosity=diagnostic", "--tree", "--dryrun", "--exclusive", "--description", "--working=.")]
    public void RefuseUnknown_KnownTargetsOptionsAndSwitchesOfCake_PassInAnyCase(params string[] words) =>
        CommandLineCheck.RefuseUnknownOptions(Given.CommandLine(words));

    [TestMethod]
    [DataRow("--targt=Up", "--targt=Up: there is no such option. ./build.sh --target=Help lists them all.")]
    [DataRow("--instance=2", "--instance=2: there is no such option. Did you mean --instances? ./build.sh --target=Help lists them all.")]
    [DataRow("--target=Clenaup", "--target=Clenaup: there is no such target. Did you mean --target=Cleanup? ./build.sh --target=Help lists them all.")]
    [DataRow("--target=", "--target=: there is no such target. ./build.sh --target=Help lists them all.")]
    public void RefuseUnknown_Else_NamesItAndSuggestsTheNearest(string word, string message) => Assert.AreEqual(
        message, Assert.ThrowsExactly<CommandLineException>(() => CommandLineCheck.RefuseUnknownOptions(Given.CommandLine(word))).Message);

    [TestMethod]
    public void WithoutEffect_OptionsOfOtherTargets_AreThose()
    {
        var source = Given.Both(new Dictionary<string, string> { ["LOADSHARING_RUNS"] = "3" }, "--target=Up", "--stations=2", "--keep", "--repeat=2");

        CollectionAssert.AreEqual(new Option[] { OptionTable.Repeat, OptionTable.Keep }, CommandLineCheck.WithoutEffect(source).ToArray());
    }

    [TestMethod]
    public void WithoutEffect_OptionOfOneOfSeveralTargets_HasEffect() =>
        Assert.IsEmpty(CommandLineCheck.WithoutEffect(Given.CommandLine("--target=Status", "--target=up", "--stations=2")));

    [TestMethod]
    public void TargetsAskedFor_None_IsHelp() => Expect.Sequence(CommandLineCheck.TargetsAskedFor(Given.CommandLine()), "Help");
}
