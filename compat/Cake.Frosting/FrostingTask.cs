using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task that needs no context of its own; without a body it only gathers others.</summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>;
