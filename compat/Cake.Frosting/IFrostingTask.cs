using Cake.Core;

namespace Cake.Frosting;

/// <summary>One task. The host knows classes derived from <see cref="FrostingTask{T}"/> and <see cref="AsyncFrostingTask{T}"/> only.</summary>
public interface IFrostingTask
{
    /// <summary>Shown where <see cref="ShouldRun"/> is false. To give one, a task lists this interface again and implements it explicitly.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>Does the work.</summary>
    /// <param name="context">The run's context.</param>
    /// <returns>The work under way.</returns>
    Task RunAsync(ICakeContext context);

    /// <summary>Whether the task runs. A dependency that doesn't is skipped; a target that doesn't fails the run.</summary>
    /// <param name="context">The run's context.</param>
    /// <returns>False to skip the task.</returns>
    bool ShouldRun(ICakeContext context);

    /// <summary>Takes a failure of the task. The failure is over, and the run goes on, unless this throws.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="context">The run's context.</param>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Called after the task, however it ended.</summary>
    /// <param name="context">The run's context.</param>
    void Finally(ICakeContext context);
}
