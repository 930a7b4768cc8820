using System.Diagnostics;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Tests;

/// <summary>Network namespaces, and stations that stand for real ones in them.</summary>
internal static class Namespaces
{
    // Host names are as few as stations of a fleet: another fleet has the same ones, as it may on another machine.
    public const string SameNames =
        """
        for number in 0 1 2 3; do mkdir "../name-$number" 2>/dev/null && break; done
        set -- "$@" --set-config "hostname=same-$number"
        """;

    /// <summary>The network interfaces of this machine with what ip(8) says of them, aliases too.</summary>
    public static Task<string> InterfacesAsync(CancellationToken cancellation) => OutputAsync("ip", ["link", "show"], cancellation);

    /// <summary>The names of the namespaces of this machine.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists("/run/netns")
        ? [.. Directory.EnumerateFiles("/run/netns").Select(file => Path.GetFileName(file))]
        : [];

    /// <summary>The mounts of every process: a namespace that one of them still holds would live on.</summary>
    public static Task<string> MountsAsync(CancellationToken cancellation) =>
        OutputAsync("sh", ["-c", "cat /proc/[0-9]*/mountinfo 2>/dev/null || true"], cancellation);

    /// <summary>A program that is for the lab what a real firmware is: it listens everywhere, and uses the mDNS of the network it is in.</summary>
    /// <param name="scratch">Where it is written.</param>
    /// <param name="before">What a shell does before.</param>
    /// <param name="cancellation">The test's.</param>
    public static Task<string> FirmwareAsync(Scratch scratch, string before, CancellationToken cancellation) => Script.WriteAsync(
        scratch.Combine("firmware"),
        $"{before}\nexec '{VirtualStation.Program}' firmware --http-bind 0.0.0.0 --allow-remote-peers \"$@\"",
        cancellation);

    /// <summary>Ends a process of a fleet's network at once, whoever's it is.</summary>
    public static async Task KillAsync(ProcessIdentity process)
    {
        var inner = ProcessTree.Innermost(process);
        if (!ProcessSignals.Send(inner, ProcessSignal.Kill))
        {
            await Superuser.Current.SignalAsync([inner], ProcessSignal.Kill);
        }
    }

    /// <summary>What a command prints that is run as root.</summary>
    public static async Task<string> OutputAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var command = Superuser.Current.AsRoot(new ProcessCommand(program, arguments));
        using var process = Process.Start(new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? output : throw new AssertFailedException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
