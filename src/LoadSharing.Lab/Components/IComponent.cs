
namespace LoadSharing.Lab.Components;

/// <summary>One part of a station: started once, stopped once; a restart makes a new one.</summary>
internal interface IComponent : IAsyncDisposable
{
    /// <summary>Which part.</summary>
    ComponentKind Kind { get; }

    /// <summary>The file that has its output.</summary>
    string Log { get; }

    /// <summary>Completes when it has ended, for whatever reason, with how: "exit code 3".</summary>
    Task<string> Ended { get; }

    /// <summary>Whether somebody asked it to stop: its end is then no failure.</summary>
    bool IsStopping { get; }

    /// <summary>Starts it and comes back when it is ready.</summary>
    /// <exception cref="ComponentFailedException">It ended, or did not become ready in time.</exception>
    Task StartAsync(CancellationToken cancellation);

    /// <summary>Stops it and comes back when it is gone.</summary>
    /// <param name="first">SIGTERM or SIGKILL; null for its own way.</param>
    Task StopAsync(ProcessSignal? first);

    /// <summary>Writes a line into its log, which it writes itself: at the end, whoever is writing.</summary>
    void Mark(string line);
}
