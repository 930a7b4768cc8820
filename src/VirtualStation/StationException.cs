using System.Net;

namespace VirtualStation;

/// <summary>An error for the user: printed as one line without a stack trace, and turned into the exit code.</summary>
internal sealed class StationException : Exception
{
    public StationException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException) => ExitCode = exitCode;

    /// <summary>One of the constants of <see cref="VirtualStation.ExitCode"/>.</summary>
    public int ExitCode { get; }

    /// <summary>The message with the program's name in front, as it is printed.</summary>
    public string ErrorLine => $"virtual-station: {Message}";

    /// <summary>Creates the exception for an invalid option, value or environment variable.</summary>
    public static StationException Usage(string message) => new(VirtualStation.ExitCode.Usage, message);

    /// <summary>Creates the exception for a TCP port that cannot be opened.</summary>
    /// <param name="protocol">The protocol served on the port, for example HTTP.</param>
    /// <param name="endPoint">The address and port.</param>
    /// <param name="isInUse">Whether another process listens on the port.</param>
    /// <param name="failure">The cause.</param>
    public static StationException ListenFailure(string protocol, IPEndPoint endPoint, bool isInUse, Exception failure) => new(
        VirtualStation.ExitCode.Failure,
        $"{protocol} port {endPoint.Port} of {endPoint.Address} {(isInUse ? "is in use by another process" : $"cannot be opened: {failure.Message}")}",
        failure);
}
