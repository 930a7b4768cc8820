using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>
/// The shared-memory files of libfaketime. Their names contain a process id, and a killed process leaves them. The shell that starts a program creates
/// them; the program has the same process id, and its children use the same files.
/// </summary>
internal static class FakeTimeFiles
{
    // The directory of shm_open(3) and sem_open(3) in glibc.
    private const string Directory = "/dev/shm";

    /// <summary>Deletes the files of a process that has exited. Does nothing if another process has its id now.</summary>
    public static void Delete(ProcessIdentity process)
    {
        if (!OperatingSystem.IsLinux() || ProcessIdentity.Of(process.Id) is not null)
        {
            return;
        }

        var id = process.Id.ToString();
        File.Delete(Path.Combine(Directory, $"faketime_shm_{id}"));
        File.Delete(Path.Combine(Directory, $"sem.faketime_sem_{id}"));
    }
}
