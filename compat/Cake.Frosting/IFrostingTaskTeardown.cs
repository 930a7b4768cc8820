using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called after each task.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Called after each task.</summary>
    /// <param name="context">The run's context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
