using System.Diagnostics;
using System.Runtime.InteropServices;
using Build.Results;
using Cake.Core;
using LoadSharing.Lab;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Build;

/// <summary>The run of this process: start time, cancellation by signals, closing summary and exit code.</summary>
public sealed class BuildRun : IDisposable
{
    // Shells report a process that signal n ended with exit code 128 + n.
    private const int SignalExitCode = 128;

    // Cake's exit code for a command line with a bare word; Cake.Frosting 6 uses it for failed targets too.
    private const int InvalidCommandLine = -1;

    // timeout(1) and a terminal with a wrapper script send the same signal twice.
    private static readonly TimeSpan SameSignal = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly WorkflowCommands _workflowCommands = new(Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true");
    private readonly List<string> _annotations = [];
    private readonly List<string> _closingSummary = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TimeSpan _beforeMain = ProcessAge.Read();
    private Supervisor? _supervisor;
    private int _signal;
    private long _firstSignal;

    /// <summary>Registers for SIGINT, SIGTERM and SIGHUP, and turns colours off where output is redirected.</summary>
    public BuildRun()
    {
        // Cake decides on colours by TERM alone.
        if (Console.IsOutputRedirected)
        {
            Environment.SetEnvironmentVariable("NO_COLOR", "1");
        }

        _workflowCommands.Stop();
        Register(PosixSignal.SIGINT, 2);
        Register(PosixSignal.SIGTERM, 15);
        Register(PosixSignal.SIGHUP, 1);
    }

    /// <summary>Cancelled by the first signal. The second SIGINT or SIGTERM ends the process at once.</summary>
    internal CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Time since the start of the process, by a clock that cannot be set.</summary>
    internal TimeSpan Elapsed => _beforeMain + _watch.Elapsed;

    /// <inheritdoc />
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _cancellation.Dispose();
    }

    /// <summary>Prints an error and returns the exit code of the process.</summary>
    internal int Fail(string error)
    {
        Console.Error.WriteLine(error);
        _workflowCommands.Resume();
        return 1;
    }

    internal void AddTo(IServiceCollection services) => services.AddSingleton(this).AddSingleton<ICakeReportPrinter, TaskHeadings>();

    /// <summary>Starts the supervisor of this build, unless it runs.</summary>
    internal void Supervise(string logs, LabTimeouts timeouts)
    {
        lock (_registrations)
        {
            _supervisor ??= Supervisor.Start(logs, timeouts);
        }
    }

    /// <summary>Adds a text to the closing summary, which is printed below Cake's own output.</summary>
    internal void AddToClosingSummary(string text) => _closingSummary.Add(text);

    /// <summary>Adds workflow commands, which are printed before the closing summary.</summary>
    internal void AddAnnotations(IEnumerable<string> commands) => _annotations.AddRange(commands);

    /// <summary>Prints the closing summary and returns the exit code of the process.</summary>
    /// <param name="hostExitCode">The exit code of the Cake host.</param>
    /// <param name="arguments">The command line.</param>
    internal int Complete(int hostExitCode, IReadOnlyList<string> arguments)
    {
        if (_annotations.Count > 0)
        {
            _workflowCommands.Resume();
            _annotations.ForEach(Console.WriteLine);
            _workflowCommands.Stop();
        }

        foreach (var text in _closingSummary)
        {
            Console.WriteLine();
            LineStyle.Print(AnsiConsole.Console, text);
        }

        if (hostExitCode == InvalidCommandLine && arguments.Any(argument => !argument.StartsWith('-')))
        {
            Console.Error.WriteLine(
                "Targets and options begin with two dashes. Example: ./build.sh --target=IntegrationTests. ./build.sh --target=Help lists all.");
        }

        EndSupervisor();
        _workflowCommands.Resume();
        return _signal == 0 ? hostExitCode : SignalExitCode + _signal;
    }

    private void EndSupervisor()
    {
        try
        {
            _supervisor?.EndAsync().GetAwaiter().GetResult();
        }
        catch (LabException error)
        {
            Console.Error.WriteLine(error.Message);
        }
    }

    // Without a handler, these signals end the process before labs are stopped. The second SIGINT or SIGTERM ends it all the same, because a stop may hang.
    private void Register(PosixSignal signal, int number) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        if (Interlocked.CompareExchange(ref _firstSignal, Stopwatch.GetTimestamp(), 0) == 0)
        {
            context.Cancel = true;
            _signal = number;
            _cancellation.Cancel();
        }
        else
        {
            context.Cancel = signal == PosixSignal.SIGHUP || Stopwatch.GetElapsedTime(Interlocked.Read(ref _firstSignal)) < SameSignal;
        }
    }));
}
