namespace Cake.Frosting;

/// <summary>The host itself can't go on; the message says why. Ends a run with exit code 1.</summary>
public sealed class FrostingException : Exception
{
    /// <summary>Creates one.</summary>
    /// <param name="message">What is wrong.</param>
    public FrostingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one that has a cause.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public FrostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
