using Build.Options;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;

namespace Build;

/// <summary>What happens before the first task.</summary>
public sealed class BuildLifetime : FrostingLifetime<BuildContext>
{
    /// <inheritdoc />
    public override void Setup(BuildContext context, ISetupContext info)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var option in CommandLineCheck.WithoutEffect(context.Source))
        {
            var targets = string.Join(", ", option.Targets);
            context.Log.Warning("{0}", $"--{option.Name} has no effect on --target={string.Join(',', CommandLineCheck.TargetsAskedFor(context.Source))}; it is for {targets}.");
        }
    }

    /// <inheritdoc />
    public override void Teardown(BuildContext context, ITeardownContext info)
    {
        // Nothing is left to take down: every task takes its lab down itself, on every way out.
    }
}
