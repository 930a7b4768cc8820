using LoadSharing.Lab.Networks;

namespace Build.Tests.Options;

[TestClass]
public sealed class IsolationChoiceTests
{
    private const string AsGiven = "--isolation=namespace";
    private const string NotRoot = "this process has no CAP_NET_ADMIN";

    [TestMethod]
    [DataRow(null, true, null, IsolationKind.Link)]
    [DataRow(IsolationKind.Host, true, null, IsolationKind.Link)]
    [DataRow(IsolationKind.Namespace, true, NotRoot, IsolationKind.Link)]
    [DataRow(null, false, null, IsolationKind.Namespace)]
    [DataRow(null, false, NotRoot, IsolationKind.Host)]
    [DataRow(IsolationKind.Host, false, null, IsolationKind.Host)]
    [DataRow(IsolationKind.Host, false, NotRoot, IsolationKind.Host)]
    [DataRow(IsolationKind.Namespace, false, null, IsolationKind.Namespace)]
    public void Of_EachCase_IsTheKindOfTheTable(IsolationKind? given, bool isVirtual, string? reason, IsolationKind expected) =>
        Assert.AreEqual(expected, IsolationChoice.Of(given, AsGiven, isVirtual, reason).Kind);

    [TestMethod]
    public void Of_UnavailableNamespace_IsRejected()
    {
        var error = Assert.ThrowsExactly<CakeException>(() => IsolationChoice.Of(IsolationKind.Namespace, AsGiven, isVirtualFirmware: false, NotRoot));

        Assert.AreEqual($"{AsGiven}: {NotRoot}. {IsolationChoice.Remedy}", error.Message);
    }

    [TestMethod]
    public void Of_DefaultWithoutNamespaces_GivesTheReason()
    {
        var choice = IsolationChoice.Of(null, AsGiven, isVirtualFirmware: false, NotRoot);

        Assert.AreEqual($"host, {NotRoot}: fleets share this machine's mDNS and run one at a time", choice.ToString());
    }

    [TestMethod]
    [DataRow(null, "namespace, the default for a native firmware, with sudo")]
    [DataRow(IsolationKind.Namespace, "namespace, as requested, with sudo")]
    public void Of_NamespacesBySudo_NameSudo(IsolationKind? given, string expected) =>
        Assert.AreEqual(expected, IsolationChoice.Of(given, AsGiven, isVirtualFirmware: false, unavailableReason: null, usesSudo: true).ToString());

    [TestMethod]
    public void Of_NamespaceForVirtualFirmware_HasNoEffect() => Assert.AreEqual(
        "own multicast link, one per virtual fleet; --isolation=namespace has no effect",
        IsolationChoice.Of(IsolationKind.Namespace, AsGiven, isVirtualFirmware: true, null).ToString());

    [TestMethod]
    public void Read_UnknownIsolation_IsRejected()
    {
        var error = Assert.ThrowsExactly<CakeException>(() => BuildOptions.Read(OptionSources.CommandLine("--isolation=namespaces")));

        Assert.AreEqual("--isolation=namespaces: not one of namespace, host. Did you mean namespace? Example: --isolation=host.", error.Message);
    }

    [TestMethod]
    public void AsGiven_Environment_NamesTheVariable() => Assert.AreEqual(
        "LOADSHARING_ISOLATION=host",
        OptionTable.Isolation.AsGiven(OptionSources.Environment("LOADSHARING_ISOLATION", "host")));
}
