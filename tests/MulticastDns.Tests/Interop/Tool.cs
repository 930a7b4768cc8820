using System.Diagnostics;

namespace MulticastDns.Tests.Interop;

/// <summary>A command-line program whose lines are waited for.</summary>
internal sealed class Tool : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _command;
    private readonly List<string> _seen = [];

    public Tool(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        _command = $"{name} {string.Join(' ', arguments)}";
        _process = Process.Start(start) ?? throw new AssertFailedException($"{_command} could not be started");
    }

    /// <summary>Runs one to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string name, string[] arguments, CancellationToken ct)
    {
        await using var tool = new Tool(name, arguments);
        var output = tool._process.StandardOutput.ReadToEndAsync(ct);
        var error = tool._process.StandardError.ReadToEndAsync(ct);
        await tool._process.WaitForExitAsync(ct);
        return (tool._process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    public Task<string> LineAsync(Func<string, bool> isIt, CancellationToken ct) => LineAsync(_process.StandardOutput, isIt, ct);

    public Task<string> ErrorLineAsync(Func<string, bool> isIt, CancellationToken ct) => LineAsync(_process.StandardError, isIt, ct);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<string> LineAsync(StreamReader reader, Func<string, bool> isIt, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Patience);
        try
        {
            while (await reader.ReadLineAsync(deadline.Token) is { } line)
            {
                if (isIt(line))
                {
                    return line;
                }

                _seen.Add(line);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            _seen.Add($"(nothing more within {Patience.TotalSeconds} s)");
        }

        throw new AssertFailedException($"{_command} didn't print the line; it printed: {string.Join(" | ", _seen)}");
    }
}
