namespace LoadSharing.Lab.Processes;

/// <summary>Finds programs on PATH.</summary>
public static class SearchPath
{
    /// <summary>The files of a name in the directories of PATH, in their order.</summary>
    /// <param name="program">The file name without a directory.</param>
    public static IEnumerable<string> Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(directory => Candidates(Path.Combine(directory, program)))
        .Where(File.Exists);

    /// <summary>The file names that a program's name stands for: on Windows also the name with <c>.exe</c>.</summary>
    public static IEnumerable<string> Candidates(string file) => OperatingSystem.IsWindows() ? [file, $"{file}.exe"] : [file];
}
