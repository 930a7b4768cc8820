using System.Runtime.InteropServices;

namespace VirtualStation.Rapi;

/// <summary>The C library functions for a serial line that .NET does not offer: open without blocking, raw mode, poll.</summary>
internal static partial class Terminal
{
    public const short PollIn = 1;

    /// <summary>EAGAIN.</summary>
    public static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    private const int ReadWrite = 2;
    private const int SetNow = 0;

    // Larger than struct termios on any supported system. The code passes it on and never reads its fields.
    private const int TermiosBytes = 256;

    /// <summary>To read and write, without blocking.</summary>
    // O_NOCTTY keeps the line from becoming the controlling terminal of the process: closing it would then raise SIGHUP.
    public static readonly int Flags = ReadWrite | (OperatingSystem.IsMacOS() ? 0x20000 | 0x4 | 0x1000000 : 0x100 | 0x800 | 0x80000);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    /// <summary>Opens a line without blocking and switches it to raw mode.</summary>
    /// <exception cref="IOException">The path does not exist or is not a terminal.</exception>
    public static int OpenRaw(string path)
    {
        var descriptor = Open(path, Flags);
        if (descriptor < 0)
        {
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var settings = new byte[TermiosBytes];
        if (GetAttributes(descriptor, settings) == 0)
        {
            MakeRaw(settings);
            if (SetAttributes(descriptor, SetNow, settings) == 0)
            {
                return descriptor;
            }
        }

        var reason = Marshal.GetLastPInvokeErrorMessage();
        Close(descriptor);
        throw new IOException($"{path}: {reason}");
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollDescriptor descriptors, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> buffer, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nint length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(int descriptor, Span<byte> settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(int descriptor, int when, ReadOnlySpan<byte> settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(Span<byte> settings);
}
