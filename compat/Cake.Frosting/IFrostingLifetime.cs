namespace Cake.Frosting;

/// <summary>What is called before the first and after the last task.</summary>
public interface IFrostingLifetime : IFrostingSetup, IFrostingTeardown;
