using System.Reflection;
using System.Runtime.CompilerServices;
using Build.Options;
using LoadSharing.Tests;

namespace Build.Tests.Options;

/// <summary>The table of options is complete, and the README tells it all.</summary>
[TestClass]
public sealed class OptionTableTests
{
    private static IEnumerable<(string Name, string Description)> DescribedTargets => CommandLineCheck.Targets.Where(target => target.Description.Length > 0);

    [TestMethod]
    public void All_OfTheTable_HasEveryOptionOnce()
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
    public void Options_OfTheTable_SayAllThatHelpNeeds()
    {
        var targets = CommandLineCheck.Targets.Select(target => target.Name).ToList();
        foreach (var option in OptionTable.All)
        {
            Assert.MatchesRegex("^[a-z]+(-[a-z]+)*$", option.Name);
            Assert.MatchesRegex("^[A-Z]+(_[A-Z]+)*$", option.EnvironmentVariable);
            Assert.MatchesRegex(@"^[A-Z].*\.$", option.Description, $"--{option.Name} has no sentence for a description");
            Assert.IsGreaterThan(0, option.DefaultText.Length, $"--{option.Name} does not tell its default");
            Assert.IsNotEmpty(option.Targets, $"--{option.Name} is for no target");
            CollectionAssert.IsSubsetOf(option.Targets.ToArray(), targets, $"--{option.Name} is for a target that is not there");
        }
    }

    [TestMethod]
    public void Targets_OfTheBuild_AreDescribedButTheDefaultOne()
    {
        Expect.Sequence(CommandLineCheck.Targets.Where(target => target.Description.Length == 0).Select(target => target.Name), "Default");
        foreach (var (name, description) in DescribedTargets)
        {
            Assert.MatchesRegex(@"^[A-Z].*\.$", description, $"{name} has no sentence for a description");
        }
    }

    [TestMethod]
    public void Readme_OfTheCheckout_ListsEveryOptionAndTarget()
    {
        var readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(OwnPath())!, "..", "..", "..", "README.md"));

        var missing = OptionTable.All.Select(option => $"`--{option.Name}{(option.ValueName.Length == 0 ? "`" : "=")}")
            .Concat(DescribedTargets.Select(target => $"`{target.Name}`"))
            .Where(text => !readme.Contains(text, StringComparison.Ordinal));

        Assert.IsEmpty(missing, "README.md does not list all");
    }

    private static string OwnPath([CallerFilePath] string path = "") => path;
}
