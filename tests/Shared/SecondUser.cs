using System.Diagnostics;

namespace LoadSharing.Tests;

/// <summary>Another user of this machine, who attacks. Only root can run commands as that user.</summary>
internal sealed class SecondUser
{
    private const string Name = "load-sharing-attacker";

    private SecondUser(uint id) => Id = id;

    public uint Id { get; }

    /// <summary>Finds the user. Ends the test as inconclusive if there is none, or if this process may not run commands as another user.</summary>
    public static SecondUser Require()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("Requires root on Linux, to run commands as a second user.");
        }

        var account = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields[0] == Name);
        if (account is null)
        {
            Assert.Inconclusive($"Requires a second user: useradd --system --no-create-home {Name}");
        }

        return new SecondUser(uint.Parse(account[2]));
    }

    /// <summary>Starts a shell script as this user, without privileges.</summary>
    public Process Start(string script, params IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(
        "setpriv", [$"--reuid={Id}", $"--regid={Id}", "--clear-groups", "sh", "-c", script, "sh", .. arguments]))!;

    /// <summary>Runs a shell script as this user and waits for its success.</summary>
    public async Task RunAsync(string script, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = Start(script, arguments);
        await process.WaitForExitAsync(cancellation);
        Assert.AreEqual(0, process.ExitCode, $"The second user's script failed: {script}");
    }

    /// <summary>Creates a directory like /tmp, in which every user may create files.</summary>
    public static Scratch NewSharedDirectory()
    {
        var scratch = new Scratch();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(scratch.Path, (UnixFileMode)0b1_111_111_111);
        }

        return scratch;
    }
}
