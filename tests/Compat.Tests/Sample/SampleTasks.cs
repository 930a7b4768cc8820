using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;

namespace Compat.Tests.Sample;

/// <summary>One small task for each thing a host must get right. Nested, since a host finds public classes only.</summary>
public static class SampleTasks
{
    [TaskName("Default")]
    [IsDependentOn(typeof(Second))]
    [IsDependentOn(typeof(First))]
    public sealed class DefaultTask : FrostingTask;

    [TaskDescription("The first of two.")]
    public sealed class First : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => context.Journal.AddWork("first");
    }

    [IsDependentOn(typeof(First))]
    public sealed class Second : AsyncFrostingTask<SampleContext>
    {
        public override async Task RunAsync(SampleContext context)
        {
            await Task.Yield();
            context.Journal.AddWork("second");
        }
    }

    [TaskName("ahead-of-others")]
    [IsDependeeOf(typeof(Followed))]
    public sealed class Ahead : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context)
        {
            ((SampleContext)context).Journal.AddWork("ahead");
            return Task.CompletedTask;
        }
    }

    public sealed class Followed : FrostingTask;

    /// <summary>Fails with an exit code of its own, which nobody gets to see.</summary>
    public sealed class Failing : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => throw new CakeException(42, "it broke");

        public override void Finally(SampleContext context) => context.Journal.AddWork("finally");
    }

    [IsDependentOn(typeof(Failing))]
    public sealed class AfterFailing : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => context.Journal.AddWork("after failing");
    }

    public sealed class Forgiving : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => throw new CakeException("forgiven");

        public override void OnError(Exception exception, SampleContext context) => context.Journal.AddWork($"error: {exception.Message}");
    }

    public sealed class Unforgiving : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => throw new CakeException("inner");

        public override void OnError(Exception exception, SampleContext context) => throw new CakeException("outer", exception);
    }

    [ContinueOnError]
    public sealed class Unimportant : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => throw new CakeException("unimportant");
    }

    /// <summary>Lists the interface again, which is how a task gives the reason why it is skipped.</summary>
    public sealed class Skipped : FrostingTask<SampleContext>, IFrostingTask
    {
        string IFrostingTask.SkippedMessage => "not today";

        public override bool ShouldRun(SampleContext context) => false;

        public override void Run(SampleContext context) => context.Journal.AddWork("skipped ran");
    }

    [IsDependentOn(typeof(Skipped))]
    public sealed class AfterSkipped : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context) => context.Journal.AddWork("after skipped");
    }

    /// <summary>Overrides a base class of its own, not the host's.</summary>
    public sealed class Inherited : Template
    {
        protected override string Word => "inherited";
    }

    public abstract class Template : FrostingTask<SampleContext>
    {
        protected abstract string Word { get; }

        public override void Run(SampleContext context) => context.Journal.AddWork(Word);
    }

    public sealed class Constructed : FrostingTask<SampleContext>
    {
        private readonly string _parts;

        public Constructed(IServiceProvider services)
            => _parts = $"{((Greeting)services.GetService(typeof(Greeting))!).Text}, {services.GetService(typeof(FromModule))!.GetType().Name}";

        public override void Run(SampleContext context) => context.Journal.AddWork(_parts);
    }

    public sealed class Asked : FrostingTask<SampleContext>
    {
        public override void Run(SampleContext context)
        {
            context.Journal.AddWork($"count: {context.Argument("count", 1)}");
            context.Journal.AddWork($"has flag: {context.HasArgument("flag")}");
            context.Journal.AddWork($"names: {string.Join(' ', context.Arguments("name", "nobody"))}");
            context.Journal.AddWork($"directory: {context.Environment.WorkingDirectory.FullPath}");
            context.Journal.AddWork($"setting: {context.Configuration.GetValue("Sample_Setting")}");
            context.Journal.AddWork($"tools: {context.Configuration.GetValue("Paths_Tools")}");
            context.Information("said at normal verbosity");
        }
    }

    internal sealed class Hidden : FrostingTask;
}
