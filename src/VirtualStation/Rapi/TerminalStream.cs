using System.IO.Pipelines;
using System.Runtime.InteropServices;
using VirtualStation.Runtime;

namespace VirtualStation.Rapi;

/// <summary>A serial line as a stream. A dedicated thread polls for input, because .NET has no asynchronous read for terminals.</summary>
internal sealed class TerminalStream : ConnectionStream
{
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(200);
    private readonly int _descriptor;
    private readonly Pipe _received = new();
    private readonly Stream _input;
    private readonly Thread _reader;
    private volatile bool _closing;

    public TerminalStream(int descriptor)
    {
        _descriptor = descriptor;
        _input = _received.Reader.AsStream();
        _reader = new Thread(Receive) { IsBackground = true, Name = "RAPI" };
        _reader.Start();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => _input.Read(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Writes without blocking. If the buffer of the line is full, the data is lost, and the command runs into its timeout.</summary>
    /// <exception cref="IOException">The other side has hung up.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Terminal.Write(_descriptor, buffer, buffer.Length) < 0 && Marshal.GetLastPInvokeError() != Terminal.WouldBlock)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closing)
        {
            _closing = true;
            _reader.Join();
            _input.Dispose();
            _ = Terminal.Close(_descriptor);
        }

        base.Dispose(disposing);
    }

    private void Receive()
    {
        var buffer = new byte[256];
        while (!_closing)
        {
            var descriptor = new Terminal.PollDescriptor { Descriptor = _descriptor, Events = Terminal.PollIn };
            if (Terminal.Poll(ref descriptor, 1, (int)PollTimeout.TotalMilliseconds) <= 0)
            {
                continue;
            }

            // No data after a successful poll: the other side has hung up.
            var length = (int)Terminal.Read(_descriptor, buffer, buffer.Length);
            if (length <= 0)
            {
                break;
            }

            buffer.AsSpan(0, length).CopyTo(_received.Writer.GetSpan(length));
            _received.Writer.Advance(length);
            _received.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
        }

        _received.Writer.Complete();
    }
}
