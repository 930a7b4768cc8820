using System.Text;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>A TCP listener that belongs to no lab.</summary>
internal sealed class ForeignListener : IDisposable
{
    private readonly TcpListener _listener;

    public ForeignListener(IPAddress address, int port)
    {
        _listener = new TcpListener(address, port);
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Asserts that nothing has connected to the listener, and that it still accepts a connection.</summary>
    public async Task IsUntouchedAsync(CancellationToken cancellation)
    {
        Assert.IsFalse(_listener.Pending(), "A process has connected to the foreign listener");
        var endpoint = (IPEndPoint)_listener.LocalEndpoint;
        using var client = new TcpClient(endpoint.AddressFamily);
        await client.ConnectAsync(endpoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : endpoint.Address, endpoint.Port, cancellation);
        using var server = await _listener.AcceptTcpClientAsync(cancellation);
        await server.GetStream().WriteAsync("still here"u8.ToArray(), cancellation);
        var received = new byte[10];
        await client.GetStream().ReadExactlyAsync(received, cancellation);
        Assert.AreEqual("still here", Encoding.ASCII.GetString(received));
    }

    public void Dispose() => _listener.Dispose();
}
