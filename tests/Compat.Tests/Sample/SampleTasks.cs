using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Compat.Tests.Sample;

/// <summary>One task for each feature of the host. The host registers nested public classes too.</summary>
public static class SampleTasks
{
    [TaskName("Default")]
    [IsDependentOn(typeof(Second))]
    [IsDependentOn(typeof(First))]
    public sealed class DefaultTask : FrostingTask;

    [TaskDescription("The first of two.")]
    public sealed class First : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => context.Events.AddTaskEvent("first");
    }

    [IsDependentOn(typeof(First))]
    public sealed class Second : AsyncFrostingTask<SampleContext>
    {
        public override async Task RunAsync(SampleContext context)
        {
            await Task.Yield();
            context.Events.AddTaskEvent("second");
        }
    }

    [TaskName("dependee-task")]
    [IsDependeeOf(typeof(WithDependee))]
    public sealed class Dependee : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context)
        {
            ((SampleContext)context).Events.AddTaskEvent("dependee");
            return Task.CompletedTask;
        }
    }

    public sealed class WithDependee : FrostingTask;

    /// <summary>Fails with an exit code, which the host ignores.</summary>
    public sealed class Failing : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => throw new CakeException(42, "it broke");

        public override void Finally(SampleContext context) => context.Events.AddTaskEvent("finally");
    }

    [IsDependentOn(typeof(Failing))]
    public sealed class AfterFailing : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => context.Events.AddTaskEvent("after failing");
    }

    public sealed class HandlesError : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => throw new CakeException("handled");

        public override void OnError(Exception exception, SampleContext context) => context.Events.AddTaskEvent($"error: {exception.Message}");
    }

    public sealed class ReplacesError : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => throw new CakeException("inner");

        public override void OnError(Exception exception, SampleContext context) => throw new CakeException("outer", exception);
    }

    [ContinueOnError]
    public sealed class ContinuesOnError : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => throw new CakeException("continued");
    }

    /// <summary>Implements the interface again to set the message.</summary>
    public sealed class Skipped : FrostingTask<SampleContext>, IFrostingTask
    {
        string IFrostingTask.SkippedMessage => "not today";

        public override bool ShouldRun(SampleContext context) => false;

        public override void Run(SampleContext context) => context.Events.AddTaskEvent("skipped ran");
    }

    [IsDependentOn(typeof(Skipped))]
    public sealed class AfterSkipped : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => context.Events.AddTaskEvent("after skipped");
    }

    /// <summary>Overrides methods in a base class of the sample.</summary>
    public sealed class Inherited : Template
    {
        protected override string Word => "inherited";
    }

    public abstract class Template : FrostingTask<SampleContext>
    {
        protected abstract string Word { get; }

        public override void Run(SampleContext context) => context.Events.AddTaskEvent(Word);
    }

    public sealed class Constructed : FrostingTask<SampleContext>
    {
        private readonly string _parts;

        public Constructed(IServiceProvider services)
            => _parts = $"{((Greeting)services.GetService(typeof(Greeting))!).Text}, {services.GetService(typeof(FromModule))!.GetType().Name}";

        public override void Run(SampleContext context) => context.Events.AddTaskEvent(_parts);
    }

    public sealed class ReportsArguments : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context)
        {
            context.Events.AddTaskEvent($"count: {context.Argument("count", 1)}");
            context.Events.AddTaskEvent($"has flag: {context.HasArgument("flag")}");
            context.Events.AddTaskEvent($"names: {string.Join(' ', context.Arguments("name", "none"))}");
            context.Events.AddTaskEvent($"directory: {context.Environment.WorkingDirectory.FullPath}");
            context.Events.AddTaskEvent($"setting: {context.Configuration.GetValue("Sample_Setting")}");
            context.Events.AddTaskEvent($"tools: {context.Configuration.GetValue("Paths_Tools")}");
            context.Information("logged at normal verbosity");
        }
    }

    internal sealed class Internal : FrostingTask;
}
