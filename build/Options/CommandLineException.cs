namespace Build.Options;

/// <summary>The command line asks for something that can't be: the message names option, value and remedy.</summary>
public sealed class CommandLineException : Exception
{
    /// <inheritdoc />
    public CommandLineException()
    {
    }

    /// <inheritdoc />
    public CommandLineException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public CommandLineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
