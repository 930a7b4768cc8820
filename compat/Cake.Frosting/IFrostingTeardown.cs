using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called after the last task, failed or not, in a dry run too.</summary>
public interface IFrostingTeardown
{
    /// <summary>Called after the last task, failed or not, in a dry run too.</summary>
    /// <param name="context">The run's context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Teardown(ICakeContext context, ITeardownContext info);
}
