using Cake.Cli;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Core.Packaging;
using Cake.Core.Scripting;
using Cake.Core.Tooling;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

/// <summary>Registers tasks and lifetimes with the engine, and runs or lists them with a script host of Cake.</summary>
internal sealed class BuildRunner(
    ICakeEngine engine,
    IFrostingContext context,
    ICakeLog log,
    IEnumerable<IFrostingTask> tasks,
    IEnumerable<PackageReference> tools,
    IServiceProvider provider)
{
    /// <summary>Runs the targets of the command line.</summary>
    /// <exception cref="CakeException">A target does not exist, was skipped, or failed.</exception>
    public void Run(HostCommandSettings settings)
    {
        RegisterLifetimes();
        foreach (var task in tasks)
        {
            Register(new TaskDescriptor(task));
        }

        foreach (var tool in tools)
        {
            // Install is lazy.
            _ = provider.GetRequiredService<IToolInstaller>().Install(tool).ToArray();
        }

        var host = ScriptHost(settings);
        if (settings.Exclusive)
        {
            host.Settings.UseExclusiveTarget();
        }

        host.RunTargets(settings.Targets);
    }

    private IScriptHost ScriptHost(HostCommandSettings settings) => settings switch
    {
        { DryRun: true } => provider.GetRequiredService<DryRunScriptHost<IFrostingContext>>(),
        { Tree: true } => provider.GetRequiredService<TreeScriptHost>(),
        { Description: true } => provider.GetRequiredService<DescriptionScriptHost>(),
        _ => provider.GetRequiredService<BuildScriptHost<IFrostingContext>>(),
    };

    private void RegisterLifetimes()
    {
        if (provider.GetService<IFrostingSetup>() is { } setup)
        {
            engine.RegisterSetupAction(info => setup.Setup(context, info));
        }

        if (provider.GetService<IFrostingTeardown>() is { } teardown)
        {
            engine.RegisterTeardownAction(info => teardown.Teardown(context, info));
        }

        if (provider.GetService<IFrostingTaskSetup>() is { } taskSetup)
        {
            engine.RegisterTaskSetupAction(info => taskSetup.Setup(context, info));
        }

        if (provider.GetService<IFrostingTaskTeardown>() is { } taskTeardown)
        {
            engine.RegisterTaskTeardownAction(info => taskTeardown.Teardown(context, info));
        }
    }

    private void Register(TaskDescriptor descriptor)
    {
        if (!descriptor.ContextType.IsInstanceOfType(context))
        {
            log.Warning("Task '{0}' is not available: it requires a context of type {1}.", descriptor.Name, descriptor.ContextType.FullName);
            return;
        }

        var task = descriptor.Task;
        var builder = engine.RegisterTask(descriptor.Name).Description(descriptor.Description);

        // Only overridden methods are registered: the engine takes any error handler, even an empty one, as handling the failure.
        if (descriptor.OverridesRun)
        {
            builder.Does(task.RunAsync);
        }

        if (descriptor.OverridesShouldRun)
        {
            builder.WithCriteria(task.ShouldRun, task.SkippedMessage);
        }

        if (descriptor.OverridesOnError)
        {
            builder.OnError(exception => task.OnError(exception, context));
        }

        if (descriptor.OverridesFinally)
        {
            builder.Finally(() => task.Finally(context));
        }

        if (descriptor.ContinuesOnError)
        {
            builder.ContinueOnError();
        }

        builder.IsDependentOn(descriptor.Dependencies).IsDependeeOf(descriptor.Dependees);
    }
}
