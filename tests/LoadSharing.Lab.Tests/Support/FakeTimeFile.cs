namespace LoadSharing.Lab.Tests.Support;

/// <summary>The files of libfaketime in shared memory, which have the process id in their names.</summary>
internal static class FakeTimeFile
{
    /// <summary>The existing files of a process.</summary>
    public static IReadOnlyList<string> Of(ProcessIdentity process) => [.. Names(process).Where(File.Exists)];

    /// <summary>Creates the files of a process, as the library does.</summary>
    public static async Task CreateAsync(ProcessIdentity process, CancellationToken cancellation)
    {
        foreach (var file in Names(process))
        {
            await File.WriteAllTextAsync(file, "", cancellation);
        }
    }

    private static string[] Names(ProcessIdentity process) => [$"/dev/shm/faketime_shm_{process.Id}", $"/dev/shm/sem.faketime_sem_{process.Id}"];
}
