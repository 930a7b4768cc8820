using System.Net.NetworkInformation;

namespace MulticastDns.Tests;

[TestClass]
public sealed class MulticastLinkTests
{
    [TestMethod]
    public void Loopback_Always_IsMulticastDnsOnLoopback() => Assert.AreEqual("224.0.0.251:5353@127.0.0.1", MulticastLink.Loopback.ToString());

    [TestMethod]
    public void OnAllInterfaces_Always_ReturnsAtMostOneLinkPerInterface()
    {
        var links = MulticastLink.OnAllInterfaces();

        var interfaces = NetworkInterface.GetAllNetworkInterfaces();
        var owners = links.Skip(1).Select(link => interfaces.Single(owner => Has(owner, link.Interface))).ToList();
        CollectionAssert.AllItemsAreUnique(owners.ConvertAll(owner => owner.Id));
        Assert.IsTrue(owners.TrueForAll(owner => owner.SupportsMulticast && owner.NetworkInterfaceType != NetworkInterfaceType.Loopback));

        static bool Has(NetworkInterface owner, IPAddress address) => owner.GetIPProperties().UnicastAddresses.Any(local => local.Address.Equals(address));
    }

    [TestMethod]
    public void OnAllInterfaces_Always_ReturnsMulticastDnsOnLoopbackFirst()
    {
        var links = MulticastLink.OnAllInterfaces();

        Assert.AreEqual(MulticastLink.Loopback, links[0]);
        Assert.IsTrue(links.All(link => link with { Interface = IPAddress.Loopback } == MulticastLink.Loopback), string.Join(", ", links));
    }

    [TestMethod]
    public void TryParse_WithoutInterface_ReturnsLinkOnLoopback() =>
        Assert.AreEqual(new MulticastLink(IPAddress.Parse("239.255.77.3"), 5400, IPAddress.Loopback), Parse("239.255.77.3:5400"));

    [TestMethod]
    public void TryParse_ResultOfToString_ReturnsEqualLink()
    {
        var link = new MulticastLink(IPAddress.Parse("239.255.77.3"), 5400, IPAddress.Parse("192.168.1.7"));

        Assert.AreEqual(link, Parse(link.ToString()));
    }

    [TestMethod]
    [DataRow("", "''")]
    [DataRow("239.255.77.3", "'239.255.77.3'")]
    [DataRow("239.255.77.3:5400@lo@lo", "'239.255.77.3:5400@lo@lo'")]
    [DataRow("239.255.77.3:x", "'x'")]
    [DataRow("239.255.77.3:0", "'0' is not a UDP port")]
    [DataRow("239.255.77.3:65536", "'65536' is not a UDP port")]
    [DataRow("239.255.77.3:-1", "'-1'")]
    [DataRow("10.0.0.1:5400", "'10.0.0.1' is not an IPv4 multicast address")]
    [DataRow("[ff02::fb]:5353", "'[ff02::fb]:5353'")]
    [DataRow("239:5400", "'239'")]
    [DataRow("239.255.77.3:5400@lo", "'lo' in")]
    [DataRow("239.255.77.3:5400@0.0.0.0", "'0.0.0.0' does not identify one interface")]
    public void TryParse_InvalidText_ExplainsTheError(string text, string expected)
    {
        Assert.IsFalse(MulticastLink.TryParse(text, out var link, out var error));
        Assert.IsNull(link);
        Assert.Contains(expected, error);
        Assert.Contains("write GROUP:PORT or GROUP:PORT@INTERFACE", error);
    }

    [TestMethod]
    public void Node_InvalidLink_Throws() =>
        Assert.ThrowsExactly<ArgumentException>(() => new MulticastDnsNode(new MulticastLink(IPAddress.Loopback, 5353, IPAddress.Loopback)));

    private static MulticastLink Parse(string text)
    {
        Assert.IsTrue(MulticastLink.TryParse(text, out var link, out var error), error);
        return link;
    }
}
