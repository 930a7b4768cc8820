using Cake.Core;

namespace Cake.Frosting;

/// <summary>What tasks, set-up and tear-down of one run share.</summary>
public interface IFrostingContext : ICakeContext;
