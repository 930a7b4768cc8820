using System.Diagnostics;

namespace MulticastDns.Tests.Interop;

/// <summary>A command-line program and its output.</summary>
internal sealed class CommandLineTool : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _command;

    public CommandLineTool(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _command = $"{name} {string.Join(' ', arguments)}";
        _process = Process.Start(start) ?? throw new AssertFailedException($"{_command} was not started.");
    }

    /// <summary>Runs a program until it exits.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string name, string[] arguments, CancellationToken ct)
    {
        await using var tool = new CommandLineTool(name, arguments);
        var output = tool._process.StandardOutput.ReadToEndAsync(ct);
        var error = tool._process.StandardError.ReadToEndAsync(ct);
        await tool._process.WaitForExitAsync(ct);
        return (tool._process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    /// <summary>Waits for a line of standard output; skips others.</summary>
    public Task<string> WaitForOutputAsync(Func<string, bool> matches, CancellationToken ct) => WaitAsync(_process.StandardOutput, matches, ct);

    /// <summary>Waits for a line of standard error; skips others.</summary>
    public Task<string> WaitForErrorAsync(Func<string, bool> matches, CancellationToken ct) => WaitAsync(_process.StandardError, matches, ct);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<string> WaitAsync(StreamReader reader, Func<string, bool> matches, CancellationToken ct)
    {
        var skipped = new List<string>();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        try
        {
            while (await reader.ReadLineAsync(timeout.Token) is { } line)
            {
                if (matches(line))
                {
                    return line;
                }

                skipped.Add(line);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            skipped.Add($"(no further line within {Timeout.TotalSeconds} s)");
        }

        throw new AssertFailedException($"{_command} did not print the expected line. It printed: {string.Join(" | ", skipped)}");
    }
}
