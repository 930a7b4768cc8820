namespace VirtualStation;

/// <summary>The exit codes of <c>virtual-station</c>.</summary>
internal static class ExitCode
{
    /// <summary>The command completed, or was stopped by SIGTERM, SIGINT or SIGHUP.</summary>
    public const int Success = 0;

    /// <summary>The command could not run, for example because a port is in use.</summary>
    public const int Failure = 1;

    /// <summary>An option or an environment variable is invalid; nothing was started.</summary>
    public const int Usage = 2;
}
