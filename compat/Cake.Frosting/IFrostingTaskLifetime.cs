namespace Cake.Frosting;

/// <summary>What is called before and after each task.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
