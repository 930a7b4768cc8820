namespace Cake.Frosting;

/// <summary>Says what a task is for; shown by --description.</summary>
/// <param name="description">One line of text.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>One line of text.</summary>
    public string Description { get; } = description;
}
