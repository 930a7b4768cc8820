using Build.Options;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;

namespace Build;

/// <summary>Warns before the first task of options that the requested targets do not read.</summary>
public sealed class BuildSetup : FrostingSetup<BuildContext>
{
    /// <inheritdoc />
    public override void Setup(BuildContext context, ISetupContext info)
    {
        var source = context.Options.Source;
        foreach (var option in CommandLineCheck.OptionsWithoutEffect(source))
        {
            context.Log.Warning(
                "{0}",
                $"--{option.Name} has no effect on --target={string.Join(',', source.Targets)}. It is for {string.Join(", ", option.Targets)}.");
        }
    }
}
