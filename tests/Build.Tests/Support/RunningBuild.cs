using System.Diagnostics;
using System.Text;

namespace Build.Tests.Support;

/// <summary>The build as a process, its output always read.</summary>
internal sealed class RunningBuild : IAsyncDisposable
{
    // Of a whole run of the suite, while all other tests run.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private RunningBuild(Process process) => _process = process;

    public required ProcessIdentity Identity { get; init; }

    public string Output => Text(_output);

    public static RunningBuild Start(
        IReadOnlyList<string> words,
        string directory,
        IReadOnlyDictionary<string, string?> environment,
        ForeignNamespace? network,
        bool inAGroup = false)
    {
        var command = WithDefaultSignals(new ProcessCommand(words[0], [.. words.Skip(1)]), network);
        command = inAGroup ? new ProcessCommand("setsid", [command.Program, .. command.Arguments]) : command;
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in (IEnumerable<KeyValuePair<string, string?>>)[.. RuntimeVariables.NoDiagnostics, .. environment])
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        var build = new RunningBuild(process) { Identity = ProcessIdentity.Of(process.Id) ?? new ProcessIdentity(process.Id, "exited") };
        process.OutputDataReceived += (_, line) => Add(build._output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(build._errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return build;
    }

    // A signal that the parent ignores stays ignored in its children, and both a shell's background job and --target=Test ignore SIGINT.
    // env replaces itself by the program, under the same process id; the BSDs' env, macOS's too, has no such option.
    private static ProcessCommand WithDefaultSignals(ProcessCommand command, ForeignNamespace? network)
    {
        command = network?.Inside(command) ?? command;
        return OperatingSystem.IsLinux() ? new ProcessCommand("/usr/bin/env", ["--default-signal=INT,HUP", command.Program, .. command.Arguments]) : command;
    }

    /// <summary>Waits until it has printed a text; fails at once when it exits before.</summary>
    public Task PrintsAsync(string text, CancellationToken cancellation) => StillRunsUntilAsync(
        $"the build prints '{text}'", () => Output.Contains(text, StringComparison.Ordinal) ? null : $"it printed:\n{Output}", cancellation);

    /// <summary>Waits for a condition that only a running build can bring about.</summary>
    public Task StillRunsUntilAsync(string condition, Func<string?> unmet, CancellationToken cancellation) => Eventually.HoldsAsync(
        condition,
        () =>
        {
            var hasExited = _process.HasExited;
            var reason = unmet();
            return reason is null || !hasExited
                ? reason
                : throw new AssertFailedException($"The build exited with exit code {_process.ExitCode} before {condition}: {reason}\n{Text(_errors)}");
        },
        cancellation);

    public void Signal(int number) => Signals.Send(Identity, number);

    /// <summary>Kills it after some time, unless it exits before.</summary>
    public async Task KillAfterAsync(TimeSpan time, CancellationToken cancellation)
    {
        try
        {
            await _process.WaitForExitAsync(cancellation).WaitAsync(time, cancellation);
        }
        catch (TimeoutException)
        {
            Signal(Signals.Kill);
            await _process.WaitForExitAsync(cancellation);
        }
    }

    /// <summary>Signals all processes of its group, as a terminal does.</summary>
    public async Task SignalGroupAsync(int number)
    {
        using var kill = Process.Start("/bin/sh", ["-c", "kill \"$@\"", "kill", $"-{number}", $"-{Identity.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async Task<BuildResult> ExitAsync(CancellationToken cancellation)
    {
        try
        {
            await _process.WaitForExitAsync(cancellation).WaitAsync(LongestRun, cancellation);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The build still runs after {LongestRun.TotalMinutes} min. It printed:\n{Output}\n{Text(_errors)}");
        }

        return new BuildResult(_process.ExitCode, Output, Text(_errors));
    }

    public async ValueTask DisposeAsync()
    {
        Signals.Send(Identity, Signals.Kill);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Add(StringBuilder text, string? line)
    {
        lock (text)
        {
            _ = line is null ? text : text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
