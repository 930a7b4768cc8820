using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task. The host accepts only classes derived from <see cref="FrostingTask{T}"/> or <see cref="AsyncFrostingTask{T}"/>.</summary>
public interface IFrostingTask
{
    /// <summary>The reason reported if <see cref="ShouldRun"/> returns false. A task sets it by implementing this interface again, explicitly.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>Runs the task.</summary>
    /// <param name="context">The context of the run.</param>
    /// <returns>A task that completes when the work is done.</returns>
    Task RunAsync(ICakeContext context);

    /// <summary>Whether the task runs. A dependency is skipped if it does not; a target fails the run.</summary>
    /// <param name="context">The context of the run.</param>
    /// <returns>False to skip the task.</returns>
    bool ShouldRun(ICakeContext context);

    /// <summary>Handles a failure of the task. The run continues unless this method throws.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="context">The context of the run.</param>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Called after the task, whether it succeeded or failed.</summary>
    /// <param name="context">The context of the run.</param>
    void Finally(ICakeContext context);
}
