using System.Diagnostics;

namespace LoadSharing.Lab.Processes;

/// <summary>Writes a process's output to its log where no shell can be asked to.</summary>
internal sealed class OutputLog
{
    private readonly StreamWriter _writer;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _openStreams;

    private OutputLog(StreamWriter writer, int openStreams)
    {
        _writer = writer;
        _openStreams = openStreams;
    }

    /// <summary>Completes when both streams are at their end and the log is closed.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Follows a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="log">Its log.</param>
    /// <param name="errorsOnly">Whether its output goes elsewhere.</param>
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
                _drained.SetResult();
            }
        }
    }
}
