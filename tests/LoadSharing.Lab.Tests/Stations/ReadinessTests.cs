namespace LoadSharing.Lab.Tests.Stations;

/// <summary>Readiness conditions of components.</summary>
[TestClass]
public sealed class ReadinessTests : LabTest
{
    [TestMethod]
    public async Task Listens_SocketThatDoesNotListen_IsNotReady()
    {
        var path = Keep(new Scratch()).Combine("bus");
        var ready = Readiness.Listens(path, TimeSpan.FromSeconds(1));
        Assert.IsNotNull(await ready.Probe(Token), "The socket does not exist");

        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        server.Bind(new UnixDomainSocketEndPoint(path));
        Assert.IsTrue(File.Exists(path));
        Assert.IsNotNull(await ready.Probe(Token), "The socket does not listen");

        server.Listen();
        Assert.IsNull(await ready.Probe(Token));
    }
}
