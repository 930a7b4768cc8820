namespace LoadSharing.Lab.Processes;

/// <summary>The exit status of a process.</summary>
/// <param name="Code">The exit code; 128 + n for signal n, as shells report it.</param>
public readonly record struct ExitStatus(int Code)
{
    // All numbers but that of SIGBUS are the same on Linux and macOS.
    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [OperatingSystem.IsMacOS() ? 10 : 7] = "SIGBUS",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [14] = "SIGALRM",
        [15] = "SIGTERM",
    };

    /// <summary><c>exit code 3</c> or <c>signal SIGSEGV (11)</c>.</summary>
    public override string ToString()
    {
        var code = Code.ToString();
        if (OperatingSystem.IsWindows() || Code <= 128 || Code >= 160)
        {
            return $"exit code {code}";
        }

        var number = Code - 128;
        return $"signal {(Signals.TryGetValue(number, out var name) ? $"{name} " : "")}({number.ToString()})";
    }
}
