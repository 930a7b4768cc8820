using Makaretu.Dns;

namespace Compat.Tests;

[TestClass]
public sealed class MakaretuTests
{
    [TestMethod]
    public void MulticastService_Constructor_FindsIPNetworkClass()
    {
        // The static constructor parses networks; no packet is sent before Start.
        using var service = new MulticastService();

        Assert.IsTrue(service.UseIpv4);
    }
}
