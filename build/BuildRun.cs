using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;

namespace Build;

/// <summary>One run of the build: when it began, the token that signals cancel, its last words and its exit code.</summary>
public sealed class BuildRun : IDisposable
{
    // What shells report of a process that a signal ended.
    private const int SignalExitCode = 128;

    // What Cake's command line parser ends with when there is a word it has no place for.
    private const int UnparsableCommandLine = -1;

    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly List<string> _lastWords = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TimeSpan _beforeMain = DateTime.Now - Process.GetCurrentProcess().StartTime;
    private int _signal;

    /// <summary>Registers for the signals that end a run in order, and keeps escape sequences out of files.</summary>
    public BuildRun()
    {
        // Cake colours by TERM alone, even into a pipe (facts/cake-frosting.md).
        if (Console.IsOutputRedirected)
        {
            Environment.SetEnvironmentVariable("NO_COLOR", "1");
        }

        Register(PosixSignal.SIGINT, 2);
        Register(PosixSignal.SIGTERM, 15);
        Register(PosixSignal.SIGHUP, 1);
    }

    /// <summary>Cancelled by the first signal; everything that waits waits with it.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>How long the run has taken, from the start of the process.</summary>
    public TimeSpan Elapsed => _beforeMain + _watch.Elapsed;

    /// <summary>Makes the run known to tasks and context.</summary>
    /// <param name="services">The host's services.</param>
    public void AddServices(IServiceCollection services) => services.AddSingleton(this);

    /// <summary>Adds a text that is printed when everything else has been.</summary>
    /// <param name="text">The text.</param>
    public void AddLastWords(string text) => _lastWords.Add(text);

    /// <summary>Prints the last words and finds the exit code.</summary>
    /// <param name="hostExitCode">What Cake ended with.</param>
    /// <returns>128 + n if signal n ended the run, else Cake's own.</returns>
    public int Complete(int hostExitCode)
    {
        foreach (var text in _lastWords)
        {
            Console.WriteLine();
            Console.WriteLine(text);
        }

        if (hostExitCode == UnparsableCommandLine)
        {
            Console.Error.WriteLine("Targets and options begin with two dashes: ./build.sh --target=IntegrationTests. ./build.sh --target=Help lists them all.");
        }

        return _signal == 0 ? hostExitCode : SignalExitCode + _signal;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _cancellation.Dispose();
    }

    // The runtime's own answer to these signals ends the process at once: neither Finally nor Teardown would run.
    private void Register(PosixSignal signal, int number) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _signal, number, 0) == 0)
        {
            _cancellation.Cancel();
        }
    }));
}
