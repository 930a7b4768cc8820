using System.Runtime.InteropServices;
using System.Text;
using VirtualStation.Rapi;

namespace VirtualStation.Bridge;

/// <summary>A pseudo-terminal in raw mode, with a symbolic link to its device. It outlives the programs that open it.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int MaximumPath = 128;

    private readonly string _link;
    private readonly int _device;

    private PseudoTerminal(string link, int device, TerminalStream stream)
    {
        _link = link;
        _device = device;
        Stream = stream;
    }

    /// <summary>The bridge's side.</summary>
    public TerminalStream Stream { get; }

    /// <summary>Creates a terminal and the link, which replaces one of an earlier bridge.</summary>
    /// <exception cref="IOException">The system has no free pseudo-terminal, or the link cannot be created.</exception>
    public static PseudoTerminal Create(string link)
    {
        var controller = Open(Terminal.Flags);
        var path = new byte[MaximumPath];
        if (controller < 0 || Grant(controller) != 0 || Unlock(controller) != 0 || PathOf(controller, path, path.Length) != 0)
        {
            throw new IOException($"no pseudo-terminal could be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // Open for as long as the bridge runs: else reading fails once the firmware has closed its side.
        var name = Encoding.UTF8.GetString(path.AsSpan(0, path.AsSpan().IndexOf((byte)0)));
        var device = Terminal.OpenRaw(name);
        if (new FileInfo(link).LinkTarget is not null)
        {
            File.Delete(link);
        }

        File.CreateSymbolicLink(link, name);
        return new PseudoTerminal(link, device, new TerminalStream(controller));
    }

    public void Dispose()
    {
        File.Delete(_link);
        Stream.Dispose();
        _ = Terminal.Close(_device);
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int Open(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(int controller);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(int controller);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    private static partial int PathOf(int controller, Span<byte> path, nint length);
}
