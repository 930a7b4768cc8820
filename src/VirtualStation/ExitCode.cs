namespace VirtualStation;

/// <summary>What the process tells its parent.</summary>
internal static class ExitCode
{
    /// <summary>Ended as asked: help, SIGTERM, SIGINT.</summary>
    public const int Success = 0;

    /// <summary>Could not run, for example because a port is taken.</summary>
    public const int Failure = 1;

    /// <summary>The command line or an environment variable is wrong; nothing was started.</summary>
    public const int Usage = 2;
}
