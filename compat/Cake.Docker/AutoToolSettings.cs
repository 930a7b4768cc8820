using Cake.Core.Tooling;

namespace Cake.Docker;

/// <summary>Settings of a docker command. Each property that is set becomes the option of the same name: <c>StopTimeout</c> is <c>--stop-timeout</c>.</summary>
/// <remarks>
/// As with the package, that goes for inherited properties too, so <see cref="ToolSettings.ToolTimeout"/> and
/// <see cref="ToolSettings.NoWorkingDirectory"/> are of no use here: docker refuses the options they become.
/// Texts that aren't set are null, and declared otherwise, as the package declares them.
/// </remarks>
public abstract class AutoToolSettings : ToolSettings;
