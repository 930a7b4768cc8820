using System.Reflection;
using NetArchTest.Rules;

namespace LoadSharing.Lab.Tests;

/// <summary>The layers of the lab: a type refers only to types of its own namespace and of the layers below.</summary>
[TestClass]
public sealed class ArchitectureTests
{
    private const string Root = "LoadSharing.Lab";

    // From top to bottom. Namespaces of one layer do not refer to each other.
    private static readonly string[][] Layers =
    [
        ["Api"],
        ["Fleets"],
        ["Stations"],
        ["Emulators", "Bridges", "Firmware"],
        ["Networks", "Browsing"],
        ["Components"],
        ["Sessions"],
        ["Processes"],
        ["Waiting"],
    ];

    // The types of the root namespace that are not above all layers.
    private static readonly string[] ForAll = [nameof(LabException), nameof(LabTimeouts), nameof(LabTraces)];
    private static readonly string[] ForFleetsAndAbove = [nameof(LabOptions), nameof(ILabEvents)];

    private static readonly Assembly Lab = typeof(LabHost).Assembly;

    public static IEnumerable<object[]> Namespaces => Layers.SelectMany(layer => layer).Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Namespaces))]
    public void Namespace_OfALayer_RefersToLowerLayersOnly(string name)
    {
        var layer = Array.FindIndex(Layers, namespaces => namespaces.Contains(name));
        IEnumerable<string> forbidden =
        [
            .. Layers.Take(layer + 1).SelectMany(namespaces => namespaces).Where(other => other != name),
            nameof(LabHost),
            .. layer > 1 ? ForFleetsAndAbove : [],
        ];

        AssertNoReference(Types.InAssembly(Lab).That().ResideInNamespace($"{Root}.{name}"), forbidden.Select(type => $"{Root}.{type}"));
    }

    [TestMethod]
    public void Namespaces_OfTheLab_AreTheLayers()
    {
        var actual = Lab.GetTypes()
            .Select(type => type.Namespace)
            .OfType<string>()
            .Where(name => name.StartsWith($"{Root}.", StringComparison.Ordinal))
            .Distinct();

        CollectionAssert.AreEquivalent(Layers.SelectMany(layer => layer).Select(name => $"{Root}.{name}").ToList(), actual.ToList());
    }

    [TestMethod]
    public void RootNamespace_HasNoOtherTypes()
    {
        var actual = Lab.GetTypes().Where(type => type.Namespace == Root && !type.IsNested).Select(type => type.Name);

        CollectionAssert.AreEquivalent((string[])[nameof(LabHost), .. ForAll, .. ForFleetsAndAbove], actual.ToList());
    }

    [TestMethod]
    public void Lab_IsIndependentOfCakeAndConsole() => AssertNoReference(Types.InAssembly(Lab).That().ResideInNamespace(Root), ["Cake", "System.Console"]);

    private static void AssertNoReference(PredicateList types, IEnumerable<string> forbidden)
    {
        var result = types.ShouldNot().HaveDependencyOnAny([.. forbidden]).GetResult();

        Assert.IsTrue(result.IsSuccessful, $"These types refer to one of {string.Join(", ", forbidden)}: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }
}
