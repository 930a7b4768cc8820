namespace Build.Tests.Support;

/// <summary>Directories for a PATH.</summary>
internal static class Tools
{
    /// <summary>Makes a directory of links to all programs of this process's PATH but one: a machine where that one is not installed.</summary>
    /// <returns>The directory.</returns>
    public static string AllBut(string absent, Scratch scratch)
    {
        var directory = Directory.CreateDirectory(scratch.Combine("tools")).FullName;
        var programs = Environment.GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .DistinctBy(Path.GetFileName)
            .Where(program => Path.GetFileName(program) != absent);
        foreach (var program in programs)
        {
            File.CreateSymbolicLink(Path.Combine(directory, Path.GetFileName(program)), program);
        }

        return directory;
    }
}
