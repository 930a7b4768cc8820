using System.Diagnostics;
using System.Text.Json;

namespace LoadSharing.Lab.Processes;

/// <summary>A process that the lab starts, logs, watches and stops.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly OutputLog? _output;
    private readonly LabTimeouts _timeouts;
    private readonly ProcessCommand _command;

    private ChildProcess(Process process, ProcessIdentity identity, OutputLog? output, string log, ProcessCommand command, LabTimeouts timeouts)
    {
        _process = process;
        _output = output;
        _command = command;
        _timeouts = timeouts;
        Identity = identity;
        Log = log;
        Exited = WaitAsync();
    }

    /// <summary>The process id and the start time.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>The path of its log file.</summary>
    public string Log { get; }

    /// <summary>Its standard output, if <see cref="ProcessCommand.HasChannel"/> is set.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Completes when the process has exited and its log is complete.</summary>
    public Task<ExitStatus> Exited { get; }

    /// <summary>Starts a process that writes its output to a log file.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static ChildProcess Start(ProcessCommand command, string log, LabTimeouts timeouts) => Start(command, log, timeouts, null);

    /// <summary>Starts a process in a control group.</summary>
    internal static ChildProcess Start(ProcessCommand command, string log, LabTimeouts timeouts, ControlGroup? group)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var start = Launcher.WithLog(command, log, group);
        var process = Process.Start(start)!;
        if (!command.HasChannel)
        {
            process.StandardInput.Close();
        }

        var output = start.RedirectStandardError ? OutputLog.Follow(process, log, command.HasChannel) : null;

        // A process that has exited has no start time. No process will ever be alive under this identity, which is correct.
        var identity = ProcessIdentity.Of(process.Id) ?? new ProcessIdentity(process.Id, "exited");
        DetachedProcesses.AddStarted(identity);
        return new ChildProcess(process, identity, output, log, command, timeouts);
    }

    /// <summary>Writes a message as a line of JSON to the standard input of a process with a channel. Does nothing if the process has exited.</summary>
    public void Send<T>(T message)
    {
        lock (_process)
        {
            try
            {
                _process.StandardInput.WriteLine(JsonSerializer.Serialize(message, JsonSerializerOptions.Web));
                _process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // The pipe is broken because the process has exited; the reader of its output sees the end of the stream.
            }
        }
    }

    /// <summary>Appends a line of output to the log of a process with a channel, if the line is not a message.</summary>
    public void WriteLog(string line) => LogTail.AppendLine(Log, line);

    /// <summary>Stops the process and its descendants. A second call waits for the first.</summary>
    /// <param name="first">The first signal; null for the command's own <see cref="ProcessCommand.StopSignal"/>.</param>
    /// <exception cref="LabException">A process still runs after SIGKILL.</exception>
    public async Task<ExitStatus> StopAsync(ProcessSignal? first = null)
    {
        await ProcessTree.StopAsync(Identity, first ?? _command.StopSignal, _timeouts, _command.StopTimeout);
        return await Exited;
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
        if (_output is not null)
        {
            await _output.Completed;
        }

        return new ExitStatus(_process.ExitCode);
    }

    /// <summary>Copies redirected output to the log on Windows, where no shell redirects it, and standard error of a process with a channel.</summary>
    private sealed class OutputLog
    {
        private readonly StreamWriter _writer;
        private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _openStreams;

        private OutputLog(StreamWriter writer, int openStreams)
        {
            _writer = writer;
            _openStreams = openStreams;
        }

        public Task Completed => _completed.Task;

        public static OutputLog Follow(Process process, string log, bool errorsOnly)
        {
            var writer = new StreamWriter(new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
            var output = new OutputLog(writer, errorsOnly ? 1 : 2);
            process.ErrorDataReceived += (_, line) => output.Write(line.Data);
            process.BeginErrorReadLine();
            if (!errorsOnly)
            {
                process.OutputDataReceived += (_, line) => output.Write(line.Data);
                process.BeginOutputReadLine();
            }

            return output;
        }

        private void Write(string? line)
        {
            lock (_writer)
            {
                if (line is not null)
                {
                    _writer.WriteLine(line);
                }
                else if (--_openStreams == 0)
                {
                    _writer.Dispose();
                    _completed.SetResult();
                }
            }
        }
    }
}
