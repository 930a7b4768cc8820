namespace LoadSharing.Lab.Processes;

/// <summary>A program with its arguments and environment.</summary>
/// <param name="Program">The path of the program, or a name to be found on PATH.</param>
/// <param name="Arguments">Its arguments, one element each.</param>
public sealed record ProcessCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Environment variables to set, in addition to those that the program inherits; a null value removes the variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether the program is foreign code, such as a firmware under test. It inherits few environment variables of this process.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The niceness (nice(1)) of the program, which gets a session of its own; null for the session and the niceness of this process.</summary>
    public int? Niceness { get; init; }

    /// <summary>By how much Linux may delay the program's timers, to wake it less often (prctl(2), PR_SET_TIMERSLACK); null for its 0.05 ms.</summary>
    public TimeSpan? TimerSlack { get; init; }

    /// <summary>The working directory; null for that of this process.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The name of a control group for the program and its descendants, in that of their session; null for the session's own.</summary>
    public string? Group { get; init; }

    /// <summary>The first signal of a stop. SIGKILL is for programs that have nothing to save and no goodbye to send.</summary>
    public ProcessSignal StopSignal { get; init; } = ProcessSignal.Terminate;

    /// <summary>The time from SIGTERM to SIGKILL; null for <see cref="LabTimeouts.Terminate"/>.</summary>
    public TimeSpan? StopTimeout { get; init; }

    /// <summary>Whether standard input and output are a channel for messages. If so, only standard error goes to the log.</summary>
    public bool HasChannel { get; init; }

    /// <summary>The command as a shell command line, for logs and messages only.</summary>
    public override string ToString() => string.Join(' ', Arguments.Prepend(Program).Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || "_-+=./:,@%".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
