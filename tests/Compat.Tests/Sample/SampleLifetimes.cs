using Cake.Core;
using Cake.Frosting;

namespace Compat.Tests.Sample;

internal sealed class SampleLifetime : FrostingLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ISetupContext info) => context.Events.Add($"setup for {info.TargetTask.Name}");

    public override void Teardown(SampleContext context, ITeardownContext info) => context.Events.Add($"teardown, successful: {info.Successful}");
}

internal sealed class SampleTaskLifetime : FrostingTaskLifetime<SampleContext>
{
    public override void Setup(SampleContext context, ITaskSetupContext info) => context.Events.Add($"before {info.Task.Name}");

    public override void Teardown(SampleContext context, ITaskTeardownContext info) => context.Events.Add($"after {info.Task.Name}, skipped: {info.Skipped}");
}

internal sealed class SampleSetup : FrostingSetup<SampleContext>
{
    public override void Setup(SampleContext context, ISetupContext info) => context.Events.Add("separate setup");
}

internal sealed class SampleTeardown : FrostingTeardown<SampleContext>
{
    public override void Teardown(SampleContext context, ITeardownContext info) => context.Events.Add("separate teardown");
}

internal sealed class SampleTaskSetup : FrostingTaskSetup<SampleContext>
{
    public override void Setup(SampleContext context, ITaskSetupContext info) => context.Events.Add("separate before");
}

internal sealed class SampleTaskTeardown : FrostingTaskTeardown<SampleContext>
{
    public override void Teardown(SampleContext context, ITaskTeardownContext info) => context.Events.Add("separate after");
}
