using System.Diagnostics;
using System.Text.Json;

namespace LoadSharing.Lab.Processes;

/// <summary>A process that the lab starts, logs, watches and stops.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly OutputLog? _pump;
    private readonly LabTimeouts _timeouts;
    private readonly ProcessSignal _end;
    private readonly Task<ExitStatus> _exited;

    private ChildProcess(Process process, ProcessIdentity identity, OutputLog? pump, string log, ProcessSignal end, LabTimeouts timeouts)
    {
        _process = process;
        _pump = pump;
        _end = end;
        _timeouts = timeouts;
        Identity = identity;
        Log = log;
        _exited = WaitAsync();
    }

    /// <summary>Its id and start time.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>The file that has all its output.</summary>
    public string Log { get; }

    /// <summary>Its output, where the command has a channel.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Completes when it has ended.</summary>
    public Task<ExitStatus> Exited => _exited;

    /// <summary>Starts a process with its output going to its log.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static ChildProcess Start(ProcessCommand command, string log, LabTimeouts timeouts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var start = Launcher.WithLog(command, log);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command.Program} was not started.");
        if (!command.HasChannel)
        {
            process.StandardInput.Close();
        }

        var pump = start.RedirectStandardError ? OutputLog.Follow(process, log, command.HasChannel) : null;

        // A process that has ended already has no start time any more; nothing will ever be alive under this identity, which is right.
        var identity = ProcessIdentity.Of(process.Id) ?? new ProcessIdentity(process.Id, "ended");
        return new ChildProcess(process, identity, pump, log, command.End, timeouts);
    }

    /// <summary>Sends an order to a process that has a channel, a line of JSON; one that has ended gets none, and its output has ended too.</summary>
    public void Send<T>(T order)
    {
        lock (_process)
        {
            try
            {
                _process.StandardInput.WriteLine(JsonSerializer.Serialize(order, JsonSerializerOptions.Web));
                _process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // The pipe breaks with the process, and who reads its output hears of it.
            }
        }
    }

    /// <summary>Writes a line of its output to its log, where it has a channel and this is nothing that belongs there.</summary>
    public Task LogAsync(string line) => File.AppendAllTextAsync(Log, line + Environment.NewLine);

    /// <summary>Stops the process and all that it started; a second call waits for the first.</summary>
    /// <param name="first">SIGTERM for the whole ladder, SIGKILL for its last rung only; null for its own way.</param>
    /// <returns>How it ended.</returns>
    public async Task<ExitStatus> StopAsync(ProcessSignal? first = null)
    {
        await ProcessTree.StopAsync(Identity, first ?? _end, _timeouts);
        return await _exited;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private async Task<ExitStatus> WaitAsync()
    {
        await _process.WaitForExitAsync();
        if (_pump is not null)
        {
            await _pump.Drained;
        }

        return new ExitStatus(_process.ExitCode);
    }
}
