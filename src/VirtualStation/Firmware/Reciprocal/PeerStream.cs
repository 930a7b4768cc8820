using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Reciprocal;

/// <summary>A connection to a peer. While the peer is unreachable, nothing arrives, and what is sent arrives afterwards, as with TCP.</summary>
/// <param name="inner">The connection.</param>
/// <param name="unreachable">The peers that cannot be reached now.</param>
/// <param name="host">The host of the peer.</param>
/// <param name="port">The port of the peer.</param>
internal sealed class PeerStream(Stream inner, UnreachablePeers unreachable, string host, int port) : ConnectionStream
{
    // A WebSocket ends a pending read by disposing its stream.
    private readonly CancellationTokenSource _closed = new();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }
        finally
        {
            // The end of the connection does not arrive either.
            await WaitAsync(cancellationToken);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await WaitAsync(cancellationToken);
        await inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closed.Cancel();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (unreachable.Contains(host, port))
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closed.Token);
            await unreachable.WaitAsync(host, port, end.Token);
        }
    }
}
