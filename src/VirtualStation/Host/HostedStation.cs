using VirtualStation.CommandLine;
using VirtualStation.Runtime;

namespace VirtualStation.Host;

/// <summary>An emulator or firmware in the process of a <see cref="StationHost"/>.</summary>
internal sealed class HostedStation : IDisposable
{
    private const int ExitCodeOfSigKill = 128 + 9;
    private const int ExitCodeOfSigAbort = 128 + 6;

    private readonly TextWriter _log;
    private readonly StationLifecycle _lifecycle = new();

    private HostedStation(TextWriter log, Action onReady)
    {
        _log = log;
        _lifecycle.Ready += onReady;
    }

    /// <summary>Opens the log for appending; <see cref="RunAsync"/> starts the station.</summary>
    /// <param name="log">The path of the log.</param>
    /// <param name="onReady">Called when the station can be used.</param>
    /// <exception cref="StationException">The log cannot be written.</exception>
    public static HostedStation Open(string log, Action onReady)
    {
        try
        {
            var file = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new HostedStation(TextWriter.Synchronized(new StreamWriter(file) { AutoFlush = true }), onReady);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StationException(ExitCode.Failure, $"the log '{log}' cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Runs a command line of <c>virtual-station</c> until it exits.</summary>
    /// <returns>The exit code of a separate process in the same case.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string directory)
    {
        SynchronizationContext.SetSynchronizationContext(_lifecycle.Context);
        try
        {
            string? GetVariable(string name) => environment.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name);
            await Commands.RunAsync(arguments, new CommandEnvironment(GetVariable, directory, _log, _lifecycle));
            _lifecycle.CompleteStop();
            return _lifecycle.IsKilled ? ExitCodeOfSigKill : ExitCode.Success;
        }
        catch (StationException failure)
        {
            WriteLog(failure.ErrorLine);
            return failure.ExitCode;
        }
        catch (Exception failure)
        {
            // The .NET runtime prints the stack trace and aborts the process. Here the other stations keep running.
            WriteLog($"Unhandled exception. {failure}");
            return ExitCodeOfSigAbort;
        }
    }

    /// <summary>Stops the station. A frozen one is thawed, so that it can exit.</summary>
    public void Stop()
    {
        _lifecycle.Stop();
        _lifecycle.Context.Thaw();
    }

    /// <summary>Kills the station. A frozen one is thawed, so that it can exit.</summary>
    public void Kill()
    {
        _lifecycle.Kill();
        _lifecycle.Context.Thaw();
    }

    /// <inheritdoc cref="FreezableContext.Freeze" />
    public void Freeze() => _lifecycle.Context.Freeze();

    /// <inheritdoc cref="FreezableContext.Thaw" />
    public void Thaw() => _lifecycle.Context.Thaw();

    public void WriteLog(string line) => _log.WriteLine(line);

    public void Dispose()
    {
        _lifecycle.Dispose();
        _log.Dispose();
    }
}
