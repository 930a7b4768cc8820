namespace Cake.Frosting;

/// <summary>An error of the host's configuration. The run ends with exit code 1.</summary>
public sealed class FrostingException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">The error.</param>
    public FrostingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a cause.</summary>
    /// <param name="message">The error.</param>
    /// <param name="innerException">The cause.</param>
    public FrostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
