namespace VirtualStation;

/// <summary>A reason to end that is told in one line, without a stack trace.</summary>
internal sealed class StationException : Exception
{
    public StationException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    /// <summary>One of the values of <see cref="VirtualStation.ExitCode"/>.</summary>
    public int ExitCode { get; }

    /// <summary>What its process writes.</summary>
    public string Line => $"virtual-station: {Message}";

    /// <summary>A wrong option, value or environment variable.</summary>
    public static StationException Usage(string message) => new(VirtualStation.ExitCode.Usage, message);
}
