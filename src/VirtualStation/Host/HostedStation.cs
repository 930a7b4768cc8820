using VirtualStation.Hosting;

namespace VirtualStation.Host;

/// <summary>An emulator or a firmware that shares its process with others.</summary>
internal sealed class HostedStation : IDisposable
{
    private const int ExitCodeOfSigKill = 128 + 9;
    private const int ExitCodeOfSigAbort = 128 + 6;

    private readonly TextWriter _log;
    private readonly Power _power = new();

    private HostedStation(TextWriter log) => _log = log;

    /// <summary>Makes one with its log open.</summary>
    /// <exception cref="StationException">Its log cannot be written.</exception>
    public static HostedStation Open(string log)
    {
        try
        {
            var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return new HostedStation(TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true }));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StationException(ExitCode.Failure, $"the log '{log}' cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Runs a command line to its end.</summary>
    /// <returns>The exit code that a process of its own would have had.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string directory)
    {
        try
        {
            // As a process inherits those of its parent.
            string? Variable(string name) => environment.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name);
            await Commands.RunAsync(arguments, new Surroundings(Variable, directory, _log, _power));
            _power.End();
            return _power.IsCut ? ExitCodeOfSigKill : ExitCode.Success;
        }
        catch (StationException failure)
        {
            Write(failure.Line);
            return failure.ExitCode;
        }
        catch (Exception failure)
        {
            // As the runtime ends a process: the trace, and SIGABRT. The other stations are not concerned.
            Write($"Unhandled exception. {failure}");
            return ExitCodeOfSigAbort;
        }
    }

    /// <summary>Ends it as SIGTERM does.</summary>
    public void Stop() => _power.TurnOff();

    /// <summary>Ends it as SIGKILL does.</summary>
    public void Cut() => _power.Cut();

    /// <summary>Writes a line into its log.</summary>
    public void Write(string line) => _log.WriteLine(line);

    public void Dispose()
    {
        _power.Dispose();
        _log.Dispose();
    }
}
