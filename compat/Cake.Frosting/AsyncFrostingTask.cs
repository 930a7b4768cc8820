using Cake.Core;

namespace Cake.Frosting;

/// <summary>An asynchronous task that needs no context of its own; without a body it only gathers others.</summary>
public abstract class AsyncFrostingTask : AsyncFrostingTask<ICakeContext>;
