using System.Reflection;

namespace Cake.Frosting.Internal;

/// <summary>The attributes and overridden methods of a task class.</summary>
internal sealed class TaskDescriptor
{
    private readonly Type _type;

    /// <exception cref="FrostingException">The class is not derived from FrostingTask or AsyncFrostingTask.</exception>
    public TaskDescriptor(IFrostingTask task)
    {
        Task = task;
        _type = task.GetType();
        ContextType = FindContextType(_type)
            ?? throw new FrostingException($"The task '{_type.FullName}' must derive from FrostingTask<T> or AsyncFrostingTask<T>.");
    }

    public IFrostingTask Task { get; }

    public Type ContextType { get; }

    public string Name => NameOf(_type);

    public string? Description => _type.GetCustomAttribute<TaskDescriptionAttribute>()?.Description;

    public bool ContinuesOnError => _type.IsDefined(typeof(ContinueOnErrorAttribute), inherit: false);

    public bool OverridesRun => Overrides("Run", ContextType) || Overrides("RunAsync", ContextType);

    public bool OverridesShouldRun => Overrides("ShouldRun", ContextType);

    public bool OverridesOnError => Overrides("OnError", typeof(Exception), ContextType);

    public bool OverridesFinally => Overrides("Finally", ContextType);

    public IEnumerable<string> Dependencies => _type.GetCustomAttributes<IsDependentOnAttribute>().Select(attribute => NameOfTask(attribute.Task));

    public IEnumerable<string> Dependees => _type.GetCustomAttributes<IsDependeeOfAttribute>().Select(attribute => NameOfTask(attribute.Task));

    private static string NameOf(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    private static Type? FindContextType(Type task)
    {
        for (var type = task.BaseType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && (type.GetGenericTypeDefinition() is var definition)
                && (definition == typeof(FrostingTask<>) || definition == typeof(AsyncFrostingTask<>)))
            {
                return type.GenericTypeArguments[0];
            }
        }

        return null;
    }

    private string NameOfTask(Type type) => type.IsAssignableTo(typeof(IFrostingTask))
        ? NameOf(type)
        : throw new FrostingException($"An attribute of the task '{Name}' refers to '{type.FullName}', which is not a task.");

    private bool Overrides(string method, params Type[] parameters)
        => _type.GetMethod(method, parameters) is { } found && found.GetBaseDefinition().DeclaringType != found.DeclaringType;
}
