namespace Cake.Frosting;

/// <summary>A failure of the task does not end the run, nor does it show in its exit code.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
