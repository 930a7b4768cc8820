using Cake.Core;
using Cake.Frosting;

namespace Compat.Tests.Sample;

internal sealed class SampleLifetime : FrostingLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ISetupContext info) => context.Journal.Add($"setup for {info.TargetTask.Name}");

    public override void Teardown(SampleContext context, ITeardownContext info) => context.Journal.Add($"teardown, successful: {info.Successful}");
}

internal sealed class SampleTaskLifetime : FrostingTaskLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ITaskSetupContext info) => context.Journal.Add($"before {info.Task.Name}");

    public override void Teardown(SampleContext context, ITaskTeardownContext info) => context.Journal.Add($"after {info.Task.Name}, skipped: {info.Skipped}");
}

internal sealed class SampleSetup : FrostingSetup<SampleContext>
{
    public override void Setup(SampleContext context, ISetupContext info) => context.Journal.Add("setup apart");
}

internal sealed class SampleTeardown : FrostingTeardown<SampleContext>
{
    public override void Teardown(SampleContext context, ITeardownContext info) => context.Journal.Add("teardown apart");
}

internal sealed class SampleTaskSetup : FrostingTaskSetup<SampleContext>
{
    public override void Setup(SampleContext context, ITaskSetupContext info) => context.Journal.Add("before apart");
}

internal sealed class SampleTaskTeardown : FrostingTaskTeardown<SampleContext>
{
    public override void Teardown(SampleContext context, ITaskTeardownContext info) => context.Journal.Add("after apart");
}
