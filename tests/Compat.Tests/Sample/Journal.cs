namespace Compat.Tests.Sample;

/// <summary>Prints what happens, in lines that tests tell from Cake's own.</summary>
public sealed class Journal(TextWriter output)
{
    public const string Mark = "> ";

    public const string WorkMark = "work: ";

    /// <summary>Notes what the host did.</summary>
    public void Add(string entry) => output.WriteLine(Mark + entry);

    /// <summary>Notes what a task did.</summary>
    public void AddWork(string entry) => Add(WorkMark + entry);
}
