namespace LoadSharing.Lab.Sessions;

/// <summary>The directory of this user's sessions. Other users cannot read or change it.</summary>
public static class SessionsDirectory
{
    /// <summary>
    /// The environment variable with another directory for sessions. This project's own tests set it, so that their clean-ups affect only their sessions.
    /// </summary>
    public const string Variable = "LOADSHARING_SESSIONS";

    private const string Name = "openevse-load-sharing";

    // The address of a Unix socket has at most 107 bytes, and the message bus of a fleet has a path of up to 70 below this directory.
    private const int MaximumRuntimeDirectory = 36;

    /// <summary>The directory; created if necessary.</summary>
    /// <exception cref="LabException">It does not belong to this user alone.</exception>
    public static string Current
    {
        get
        {
            var path = PrivateFiles.CreateDirectory(Candidates[0]);
            return PrivateFiles.WhyNotPrivate(path) is { } reason
                ? throw new LabException(
                    $"The directory of sessions cannot be trusted: {reason}. Remove it, which may need its owner or root, "
                    + $"or run chmod 700 on it if it is yours. {Variable}=DIRECTORY chooses another.")
                : path;
        }
    }

    /// <summary>
    /// The existing directories that may have sessions of this user. There are two if some shells of the user have a runtime directory and others have none.
    /// </summary>
    internal static IReadOnlyList<string> Existing => [.. Candidates.Distinct().Where(Directory.Exists)];

    private static IReadOnlyList<string> Candidates => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? [Path.GetFullPath(chosen)]
        : RuntimeDirectory is { } runtime ? [Path.Combine(runtime, Name), Temporary]
        : [Temporary];

    // Not the temporary directory of TMPDIR on Linux, which may differ between shells. On macOS and Windows, each user has a temporary directory.
    private static string Temporary => OperatingSystem.IsLinux() ? $"/tmp/{Name}-{DirectoryHandle.CurrentUser}" : Path.Combine(Path.GetTempPath(), Name);

    // basedir-spec: owned by the user, mode 0700. Under sudo and in containers it is often that of another user.
    private static string? RuntimeDirectory =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 and <= MaximumRuntimeDirectory } directory
        && Path.IsPathFullyQualified(directory) && OperatingSystem.IsLinux() && PrivateFiles.WhyNotPrivate(directory) is null
            ? directory
            : null;
}
