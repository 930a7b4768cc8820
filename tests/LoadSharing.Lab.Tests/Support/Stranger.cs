using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoadSharing.Lab.Tests.Support;

/// <summary>Somebody who listens on a port and has nothing to do with a lab.</summary>
internal static class Stranger
{
    /// <summary>Fails if somebody has looked whether it is there, or if it serves no more.</summary>
    public static async Task AnswersAsync(this TcpListener stranger, CancellationToken cancellation)
    {
        Assert.IsFalse(stranger.Pending(), "Somebody has connected to the stranger to find out whether it is there");
        var endpoint = (IPEndPoint)stranger.LocalEndpoint;
        using var client = new TcpClient(endpoint.AddressFamily);
        await client.ConnectAsync(endpoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : endpoint.Address, endpoint.Port, cancellation);
        using var server = await stranger.AcceptTcpClientAsync(cancellation);
        await server.GetStream().WriteAsync("still here"u8.ToArray(), cancellation);
        var answer = new byte[10];
        await client.GetStream().ReadExactlyAsync(answer, cancellation);
        Assert.AreEqual("still here", Encoding.ASCII.GetString(answer));
    }
}
