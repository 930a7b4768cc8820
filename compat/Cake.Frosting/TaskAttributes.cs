namespace Cake.Frosting;

/// <summary>Sets the name of a task; by default it is the name of the class.</summary>
/// <param name="name">The name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>Describes a task for <c>--description</c>.</summary>
/// <param name="description">One line of text.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>One line of text.</summary>
    public string Description { get; } = description;
}

/// <summary>Runs another task before this one. Dependencies run in the order of these attributes.</summary>
/// <param name="type">The class of the other task.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type type) : Attribute
{
    /// <summary>The class of the other task.</summary>
    public Type Task { get; } = type;
}

/// <summary>Runs this task before another one.</summary>
/// <param name="type">The class of the other task.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type type) : Attribute
{
    /// <summary>The class of the other task.</summary>
    public Type Task { get; } = type;
}

/// <summary>Continues the run after a failure of the task, with exit code 0.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
