using Microsoft.Extensions.Logging;

namespace Build.Suite;

/// <summary>Prints log messages without level and category.</summary>
/// <param name="print">Prints a line.</param>
internal sealed class PrintLogger(Action<string> print) : ILogger
{
    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc />
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        print(formatter(state, exception));
}
