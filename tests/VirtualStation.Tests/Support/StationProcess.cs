using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VirtualStation.Tests.Support;

/// <summary>A run in a process of its own. It reads the output continuously and kills the process at the end of the test or of the test run.</summary>
internal sealed partial class StationProcess : StationRun
{
    private const int Sigterm = 15;
    private static readonly ConcurrentDictionary<StationProcess, bool> Running = new();
    private readonly Process _process;
    private readonly List<string> _lines = [];

    static StationProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Keys)
        {
            process.Kill();
        }
    };

    private StationProcess(Process process) => _process = process;

    public override bool HasExited => _process.HasExited;

    /// <summary>The lines of both output streams, in the order of their arrival.</summary>
    public override string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public static StationProcess Start(string file, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A killed .NET process leaves its diagnostics pipes in the temporary directory.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        process.Start();
        var station = new StationProcess(process);
        process.OutputDataReceived += (_, line) => station.AddLine(line.Data);
        process.ErrorDataReceived += (_, line) => station.AddLine(line.Data);
        Running[station] = true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return station;
    }

    /// <summary>Writes a line to standard input.</summary>
    public void WriteLine(string line)
    {
        lock (_process)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
    }

    public void CloseInput() => _process.StandardInput.Close();

    public override void Terminate()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no SIGTERM.");
        }

        if (SendSignal(_process.Id, Sigterm) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    // To the process alone: searching for child processes, which a station never has, would delay the signal.
    public override void Kill() => _process.Kill();

    public override async ValueTask DisposeAsync()
    {
        if (!Running.TryRemove(this, out _))
        {
            return;
        }

        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    protected override async Task<int> ExitCodeAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    private void AddLine(string? line)
    {
        if (line is not null)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
