namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>A session whose name is the beginning of another's id. Cleanup removed the namespace of the other, whose lab was up.</summary>
[TestClass]
[NamespaceCondition]
public sealed class PrefixOfASessionIdTests : CleanerTest
{
    [TestMethod]
    public async Task Clean_NameIsAPrefix_KeepsTheNamespace()
    {
        var session = Orphan();
        var prefix = session.Id[..session.Id.LastIndexOf('-')];
        var network = Keep(await ForeignNamespace.CreateAsync($"openevse-{session.Id}-fleet-1", Token));
        session.Add(new NamespaceEntry(network.Name));
        Directory.Move(session.Directory, Path.Combine(Path.GetDirectoryName(session.Directory)!, prefix));

        Assert.AreEqual((0, 0), await Cleaner.CleanAsync());

        Assert.Contains(network.Name, Namespaces.Names.ToList());
        Assert.Contains("its name is not the id of a session", Assert.ContainsSingle(Messages));
    }
}
