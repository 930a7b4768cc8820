using System.Globalization;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>
/// Removes what libfaketime keeps in shared memory, named with the process id, and leaves when the process is killed. The shell that starts a program makes
/// it, and what the shell becomes by exec, nsenter included, has the same id; what these start uses the same.
/// </summary>
internal static class FakeTimeFiles
{
    // Where glibc has shm_open(3) and sem_open(3).
    private const string Directory = "/dev/shm";

    /// <summary>Removes those of a process that has ended; if another has its id by now, they may be that one's.</summary>
    public static void RemoveLeft(ProcessIdentity process)
    {
        if (!OperatingSystem.IsLinux() || ProcessIdentity.Of(process.Id) is not null)
        {
            return;
        }

        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        File.Delete(Path.Combine(Directory, $"faketime_shm_{id}"));
        File.Delete(Path.Combine(Directory, $"sem.faketime_sem_{id}"));
    }
}
