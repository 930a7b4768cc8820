using System.Net.Sockets;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;

namespace LoadSharing.Lab.Tests.Stations;

/// <summary>When a part that was just started can be used.</summary>
[TestClass]
public sealed class ReadinessTests : LabTest
{
    [TestMethod]
    public async Task Socket_BeforeItListens_IsNotReady()
    {
        var path = Keep(new Scratch()).Combine("bus");
        var ready = Readiness.Listens(path, TimeSpan.FromSeconds(1));
        Assert.IsNotNull(await ready.Probe(Token), "It is not there");

        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        server.Bind(new UnixDomainSocketEndPoint(path));
        Assert.IsTrue(File.Exists(path));
        Assert.IsNotNull(await ready.Probe(Token), "Only its file is there");

        server.Listen();
        Assert.IsNull(await ready.Probe(Token));
    }
}
