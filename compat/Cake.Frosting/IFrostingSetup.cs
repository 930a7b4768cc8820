using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called before the first task, in a dry run too.</summary>
public interface IFrostingSetup
{
    /// <summary>Called before the first task, in a dry run too.</summary>
    /// <param name="context">The run's context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Setup(ICakeContext context, ISetupContext info);
}
