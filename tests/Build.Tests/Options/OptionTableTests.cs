using System.Reflection;

namespace Build.Tests.Options;

[TestClass]
public sealed class OptionTableTests
{
    [TestMethod]
    public void All_DeclaredOptions_AreUnique()
    {
        var declared = typeof(OptionTable).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType.IsAssignableTo(typeof(Option)))
            .Select(property => (Option)property.GetValue(null)!)
            .ToList();

        CollectionAssert.AreEquivalent(declared, OptionTable.All.ToList());
        CollectionAssert.AllItemsAreUnique(OptionTable.All.Select(option => option.Name).ToList());
        CollectionAssert.AllItemsAreUnique(OptionTable.All.Select(option => option.EnvironmentVariable).ToList());
    }

    [TestMethod]
    public void All_EachOption_HasTheTextsForHelp()
    {
        var targets = CommandLineCheck.Targets.Select(target => target.Name).ToList();
        foreach (var option in OptionTable.All)
        {
            Assert.MatchesRegex("^[a-z]+(-[a-z]+)*$", option.Name);
            Assert.MatchesRegex("^[A-Z]+(_[A-Z]+)*$", option.EnvironmentVariable);
            Assert.MatchesRegex(@"^[A-Z].*\.$", option.Description, $"--{option.Name} has no sentence for a description");
            Assert.IsGreaterThan(0, option.DefaultText.Length, $"--{option.Name} has no default text");
            Assert.AreEqual(
                option.Usage.Contains('=', StringComparison.Ordinal),
                option.Example.Length > 0,
                $"--{option.Name}: a switch has no example, any other option has one");
            Assert.IsNotEmpty(option.Targets, $"--{option.Name} is for no target");
            CollectionAssert.IsSubsetOf(option.Targets.ToArray(), targets, $"--{option.Name} is for a target that is not there");
        }
    }

    [TestMethod]
    public void Targets_ExceptDefault_HaveADescription()
    {
        Expect.Sequence(CommandLineCheck.Targets.Where(target => target.Description.Length == 0).Select(target => target.Name), "Default");
        foreach (var (name, description) in CommandLineCheck.Targets.Where(target => target.Name != "Default"))
        {
            Assert.MatchesRegex(@"^[A-Z].*\.$", description, $"{name} has no sentence for a description");
        }
    }

    [TestMethod]
    public void OptionsPage_Repository_IsUpToDate() => Assert.AreEqual(
        HelpPage.RenderMarkdown(),
        File.ReadAllText(Repository.Find().OptionsPage),
        "docs/options.md is out of date. Run ./build.sh --target=Docs");
}
