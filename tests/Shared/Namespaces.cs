using System.Diagnostics;

namespace LoadSharing.Tests;

/// <summary>Reads the network namespaces of this machine and runs programs in them.</summary>
internal static class Namespaces
{
    /// <summary>Shell commands that give the stations of every fleet the host names same-0, same-1, …</summary>
    public const string SameNames =
        """
        for number in 0 1 2 3; do mkdir "../name-$number" 2>/dev/null && break; done
        set -- "$@" --set-config "hostname=same-$number"
        """;

    /// <summary>The names of the namespaces of this machine.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists("/run/netns")
        ? [.. Directory.EnumerateFiles("/run/netns").Select(file => Path.GetFileName(file))]
        : [];

    /// <summary>Where a namespace, or those of a session, can still be found: by name, as alias of an interface, in the mounts of any process.</summary>
    /// <param name="id">A part of the namespace's name.</param>
    /// <param name="cancellation">The test's.</param>
    public static async Task<IReadOnlyList<string>> TracesAsync(string id, CancellationToken cancellation)
    {
        (string Place, string Content)[] places =
        [
            ("name", string.Join('\n', Names)),
            ("interface", await OutputAsync("ip", ["link", "show"], cancellation)),
            ("mount", await OutputAsync("sh", ["-c", "cat /proc/[0-9]*/mountinfo 2>/dev/null || true"], cancellation)),
        ];
        return [.. places.Where(place => place.Content.Contains(id, StringComparison.Ordinal)).Select(place => place.Place)];
    }

    /// <summary>Writes a script that runs the virtual firmware as a native one would run: on all interfaces, with the mDNS of its network.</summary>
    /// <param name="scratch">The directory of the script.</param>
    /// <param name="before">Shell commands that the script runs first.</param>
    /// <param name="cancellation">The test's.</param>
    public static Task<string> FirmwareAsync(Scratch scratch, string before, CancellationToken cancellation) => Script.WriteAsync(
        scratch.Combine("firmware"), $"{before}\n{VirtualStation.RunFirmware("--http-bind 0.0.0.0 --allow-remote-peers")}", cancellation);

    /// <summary>Kills a process in a namespace, with sudo if it belongs to root.</summary>
    public static async Task KillAsync(ProcessIdentity process)
    {
        var inner = ProcessTree.Innermost(process);
        if (!ProcessSignals.Send(inner, (int)ProcessSignal.Kill))
        {
            await Superuser.Current.SignalAsync([inner], (int)ProcessSignal.Kill);
        }
    }

    /// <summary>The output of a command that is run as root.</summary>
    public static async Task<string> OutputAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var command = Superuser.Current.AsRoot(new ProcessCommand(program, arguments));
        using var process = Process.Start(new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? output : throw new AssertFailedException($"{program} {string.Join(' ', arguments)} exited with code {process.ExitCode}");
    }
}
