using System.Globalization;

namespace LoadSharing.Lab.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code; 128 + n for signal n, as shells report it.</param>
internal readonly record struct ExitStatus(int Code)
{
    // The numbers are those of Linux and macOS alike.
    private static readonly Dictionary<int, string> Signals = new()
    {
        [1] = "SIGHUP",
        [2] = "SIGINT",
        [3] = "SIGQUIT",
        [4] = "SIGILL",
        [6] = "SIGABRT",
        [8] = "SIGFPE",
        [9] = "SIGKILL",
        [11] = "SIGSEGV",
        [13] = "SIGPIPE",
        [14] = "SIGALRM",
        [15] = "SIGTERM",
    };

    /// <inheritdoc />
    public override string ToString()
    {
        var code = Code.ToString(CultureInfo.InvariantCulture);
        if (OperatingSystem.IsWindows() || Code <= 128 || Code >= 160)
        {
            return $"exit code {code}";
        }

        var number = Code - 128;
        return $"signal {(Signals.TryGetValue(number, out var name) ? $"{name} " : "")}({number.ToString(CultureInfo.InvariantCulture)})";
    }
}
