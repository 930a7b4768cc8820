using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context tasks get unless the host is given another; base of such others.</summary>
/// <param name="context">The engine's own context, to which everything is passed on.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
