namespace LoadSharing.Lab.Processes;

/// <summary>Looks for programs where a shell does.</summary>
internal static class SearchPath
{
    /// <summary>The files of that name in the directories of PATH, in their order.</summary>
    /// <param name="program">A name without a directory.</param>
    public static IEnumerable<string> Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(directory => Spellings(Path.Combine(directory, program)))
        .Where(File.Exists);

    /// <summary>What a file may be called that one names so: on Windows a program's ending can be left out.</summary>
    public static IEnumerable<string> Spellings(string file) => OperatingSystem.IsWindows() ? [file, $"{file}.exe"] : [file];
}
