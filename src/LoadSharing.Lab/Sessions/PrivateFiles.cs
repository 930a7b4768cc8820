using System.Runtime.Versioning;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Sessions;

/// <summary>Files and directories that belong to this user alone.</summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates a directory, and its parents, with mode 0700.</summary>
    public static string CreateDirectory(string path) =>
        (OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly)).FullName;

    /// <summary>Creates a file with mode 0600.</summary>
    /// <exception cref="IOException">It exists, or it cannot be created.</exception>
    public static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Deletes a directory with its content, and follows no link, not even one that replaces a directory meanwhile.</summary>
    /// <exception cref="DirectoryNotFoundException">It does not exist.</exception>
    /// <exception cref="IOException">Something in it cannot be deleted.</exception>
    public static void DeleteDirectory(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"{path} does not exist.");
        }

        if (!OperatingSystem.IsLinux())
        {
            Directory.Delete(path, recursive: true);
            return;
        }

        using var parent = DirectoryHandle.Open(Path.GetDirectoryName(Path.GetFullPath(path))!);
        parent.Delete(Path.GetFileName(path));
    }

    /// <summary>Makes a directory a copy of another one. Links are left out.</summary>
    internal static void ReplaceDirectory(string path, string source)
    {
        if (Directory.Exists(path))
        {
            DeleteDirectory(path);
        }

        CreateDirectory(path);
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null))
        {
            var copy = Path.Combine(path, entry.Name);
            if (entry is DirectoryInfo)
            {
                ReplaceDirectory(copy, entry.FullName);
            }
            else
            {
                File.Copy(entry.FullName, copy);
            }
        }
    }

    /// <summary>The reason why a directory does not belong to this user alone; null if it does.</summary>
    internal static string? WhyNotPrivate(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return WhyNotPrivateOnLinux(path);
        }

        return OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == OwnerOnly ? null : WrongMode(path, File.GetUnixFileMode(path));
    }

    /// <summary>Reads a file. Links are not followed, and pipes and devices are not read.</summary>
    /// <param name="directory">Its directory, which must belong to this user, too.</param>
    /// <param name="name">Its name.</param>
    /// <param name="maximum">The maximum size in bytes.</param>
    /// <exception cref="FileNotFoundException">It does not exist.</exception>
    /// <exception cref="InvalidDataException">It is not a regular file of this user, or larger than the maximum.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static byte[] Read(string directory, string name, int maximum)
    {
        if (!OperatingSystem.IsLinux())
        {
            // Its owner may be writing it.
            using var file = LogTail.OpenShared(Path.Combine(directory, name));
            EnsureSize(file.Length, maximum);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }

        using var parent = DirectoryHandle.Open(directory);
        EnsureOwn(parent.Status, "its directory");
        return Read(parent, name, maximum);
    }

    /// <summary>Deletes a file of this user if its content meets a condition.</summary>
    /// <param name="directory">Its directory.</param>
    /// <param name="name">Its name.</param>
    /// <param name="maximum">The maximum size of the file in bytes.</param>
    /// <param name="condition">The condition.</param>
    /// <returns>Whether the file was deleted.</returns>
    internal static bool DeleteIf(string directory, string name, int maximum, Predicate<byte[]> condition)
    {
        if (!OperatingSystem.IsLinux())
        {
            var path = Path.Combine(directory, name);
            var isMet = File.Exists(path) && condition(Read(directory, name, maximum));
            if (isMet)
            {
                File.Delete(path);
            }

            return isMet;
        }

        try
        {
            // The dot follows a link to the directory, such as that of a user who keeps results on another disk.
            using var parent = DirectoryHandle.Open(Path.Combine(directory, "."));
            var isMet = condition(Read(parent, name, maximum));
            if (isMet)
            {
                parent.Delete(name);
            }

            return isMet;
        }
        catch (Exception error) when (error is FileNotFoundException or InvalidDataException)
        {
            // No file of this user, so not the one that meets the condition.
            return false;
        }
    }

    [SupportedOSPlatform("linux")]
    private static byte[] Read(DirectoryHandle parent, string name, int maximum)
    {
        using var file = parent.OpenFile(name);
        var status = DirectoryHandle.StatusOf(file);
        EnsureOwn(status, "it");
        if (!status.IsRegular)
        {
            throw new InvalidDataException("it is not a regular file");
        }

        EnsureSize((long)status.Size, maximum);
        var content = new byte[status.Size];
        return content[..RandomAccess.Read(file, content, 0)];
    }

    [SupportedOSPlatform("linux")]
    private static string? WhyNotPrivateOnLinux(string path)
    {
        FileStatus status;
        try
        {
            using var directory = DirectoryHandle.Open(path);
            status = directory.Status;
        }
        catch (IOException error)
        {
            return $"{error.Message}; a link is not followed";
        }

        return status.User != DirectoryHandle.CurrentUser
            ? $"{path} belongs to user {status.User}, not to user {DirectoryHandle.CurrentUser} of this process"
            : status.Mode != OwnerOnly ? WrongMode(path, status.Mode)
            : null;
    }

    private static string WrongMode(string path, UnixFileMode mode) =>
        $"{path} has mode {Convert.ToString((int)mode, 8)} instead of 700, so other users may read or change it";

    [SupportedOSPlatform("linux")]
    private static void EnsureOwn(FileStatus status, string what)
    {
        if (status.User != DirectoryHandle.CurrentUser)
        {
            throw new InvalidDataException($"{what} belongs to user {status.User}, not to user {DirectoryHandle.CurrentUser}");
        }
    }

    private static void EnsureSize(long size, int maximum)
    {
        if (size > maximum)
        {
            throw new InvalidDataException($"it has {size} bytes; at most {maximum} are read");
        }
    }
}
