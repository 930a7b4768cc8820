using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context that the tasks, setup and teardown of a run share.</summary>
public interface IFrostingContext : ICakeContext;

/// <summary>The default context, and the base class of others.</summary>
/// <param name="context">The context of the engine, which implements all members.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
