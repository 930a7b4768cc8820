using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called before the first task, also in a dry run.</summary>
public interface IFrostingSetup
{
    /// <summary>Called before the first task, also in a dry run.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The targets and tasks of the run.</param>
    void Setup(ICakeContext context, ISetupContext info);
}

/// <summary>Called after the last task, whether the run succeeded or failed, also in a dry run.</summary>
public interface IFrostingTeardown
{
    /// <summary>Called after the last task, whether the run succeeded or failed, also in a dry run.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The outcome of the run.</param>
    void Teardown(ICakeContext context, ITeardownContext info);
}

/// <summary>Called before the first and after the last task.</summary>
public interface IFrostingLifetime : IFrostingSetup, IFrostingTeardown;

/// <summary>Called before each task.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>Called before each task.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The task.</param>
    void Setup(ICakeContext context, ITaskSetupContext info);
}

/// <summary>Called after each task.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Called after each task.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The task and its outcome.</param>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}

/// <summary>Called before and after each task.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
