using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called before each task.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>Called before each task.</summary>
    /// <param name="context">The run's context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Setup(ICakeContext context, ITaskSetupContext info);
}
