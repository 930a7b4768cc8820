using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace LoadSharing.Lab.Sessions;

/// <summary>
/// An open directory. Files are read and deleted relative to it and without following links, so that another process which replaces a directory by a link
/// cannot redirect the operation.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed partial class DirectoryHandle : IDisposable
{
    // open(2), unlink(2) and statx(2). Two flags differ between processors.
    private const int CurrentDirectory = -100;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int RemoveDirectory = 0x200;
    private const int EmptyPath = 0x1000;
    private const uint BasicStatus = 0x7ff;
    private const int NotFound = 2;
    private const int IsDirectory = 21;
    private const int IsLink = 40;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;
    private static readonly int DirectoryOnly = IsArm ? 0x4000 : 0x10000;
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;

    private readonly SafeFileHandle _handle;

    private DirectoryHandle(SafeFileHandle handle) => _handle = handle;

    /// <summary>The id of this process's user.</summary>
    public static uint CurrentUser { get; } = GetEffectiveUser();

    /// <summary>Owner, mode and size.</summary>
    public FileStatus Status => StatusOf(_handle);

    /// <summary>The names in the directory.</summary>
    public IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFileSystemEntries($"/proc/self/fd/{_handle.DangerousGetHandle().ToString()}").Select(path => Path.GetFileName(path))];

    /// <summary>Opens a directory. Links in the path are followed, but not a link in place of the directory itself.</summary>
    /// <exception cref="IOException">It cannot be opened, or is a link or a file.</exception>
    public static DirectoryHandle Open(string path) => new(OpenAt(CurrentDirectory, path, DirectoryOnly));

    /// <summary>Opens a file in the directory for reading.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is a link.</exception>
    public SafeFileHandle OpenFile(string name) => OpenAt(Descriptor, name, NonBlocking);

    /// <summary>Opens a directory in the directory.</summary>
    /// <exception cref="IOException">It cannot be opened, or is not a directory.</exception>
    public DirectoryHandle OpenDirectory(string name) => new(OpenAt(Descriptor, name, DirectoryOnly));

    /// <summary>Deletes a file, a link or a directory with its content. Does nothing if it does not exist.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public void Delete(string name)
    {
        switch (Unlink(Descriptor, name, 0) == 0 ? 0 : Marshal.GetLastPInvokeError())
        {
            case 0 or NotFound:
                return;
            case IsDirectory:
                DeleteDirectory(name);
                return;
            default:
                throw Error(name);
        }
    }

    /// <summary>Owner, mode and size of an open file.</summary>
    public static FileStatus StatusOf(SafeFileHandle file)
    {
        RawStatus status = default;
        return Statx(file.DangerousGetHandle().ToInt32(), "", EmptyPath, BasicStatus, ref status) == 0
            ? new FileStatus(status.User, status.Mode, status.Size)
            : throw Error("");
    }

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();

    private int Descriptor => _handle.DangerousGetHandle().ToInt32();

    private void DeleteDirectory(string name)
    {
        try
        {
            using var directory = OpenDirectory(name);
            foreach (var entry in directory.Names)
            {
                directory.Delete(entry);
            }
        }
        catch (FileNotFoundException)
        {
            // Another process deletes it, too.
            return;
        }

        if (Unlink(Descriptor, name, RemoveDirectory) != 0 && Marshal.GetLastPInvokeError() != NotFound)
        {
            throw Error(name);
        }
    }

    private static SafeFileHandle OpenAt(int directory, string name, int flags)
    {
        var handle = OpenAtCore(directory, name, flags | NoFollow | CloseOnExec);
        return handle.IsInvalid ? throw Error(name) : handle;
    }

    private static Exception Error(string name)
    {
        var code = Marshal.GetLastPInvokeError();
        var message = $"{name}: {new Win32Exception(code).Message}";
        return code switch
        {
            NotFound => new FileNotFoundException(message),
            IsLink => new InvalidDataException($"{name} is a link"),
            _ => new IOException(message),
        };
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAtCore(int directory, string name, int flags);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unlink(int directory, string name, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string name, int flags, uint mask, ref RawStatus status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    // statx(2): the same on all processors.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct RawStatus
    {
        [FieldOffset(20)]
        public readonly uint User;

        [FieldOffset(28)]
        public readonly ushort Mode;

        [FieldOffset(40)]
        public readonly ulong Size;
    }
}

/// <summary>The properties of a file that decide whether it is trusted.</summary>
/// <param name="User">The id of its owner.</param>
/// <param name="Type">Type and mode as in inode(7).</param>
/// <param name="Size">Its size in bytes.</param>
internal readonly record struct FileStatus(uint User, ushort Type, ulong Size)
{
    private const int TypeMask = 0xf000;
    private const int Regular = 0x8000;
    private const int Permissions = 0xfff;

    /// <summary>Whether it is a regular file: not a pipe, a device or a directory.</summary>
    public bool IsRegular => (Type & TypeMask) == Regular;

    /// <summary>The permission bits.</summary>
    public UnixFileMode Mode => (UnixFileMode)(Type & Permissions);
}
