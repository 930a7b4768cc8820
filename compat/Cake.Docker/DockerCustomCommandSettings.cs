namespace Cake.Docker;

/// <summary>Options of <c>docker COMMAND, for commands without a method of their own; there are none</c>.</summary>
public sealed class DockerCustomCommandSettings : AutoToolSettings;
