using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Build.Containers;
using Build.Options;
using Cake.Core;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>A program that was extracted from an image.</summary>
/// <param name="Path">Its absolute path on this machine.</param>
/// <param name="Origin">Its path in the image, the image, and the image's digest or id.</param>
internal sealed record ImageProgram(string Path, string Origin);

/// <summary>
/// Extracts the firmware of <c>--firmware-image</c>. No program of the image runs in a container; the firmware runs on this machine, as any other.
/// </summary>
/// <param name="context">The build.</param>
/// <param name="options">Options with an image.</param>
internal sealed class FirmwareImage(BuildContext context, BuildOptions options)
{
    private const long MaximumImage = 4L << 30;
    private const long MaximumProgram = 256 << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string PathRemedy = "Give the path of the firmware's program with --firmware-image-path.";
    private static readonly TimeSpan MaximumAge = TimeSpan.FromDays(7);

    private readonly string _image = options.FirmwareImage ?? throw new ArgumentException("The options have no image.", nameof(options));
    private readonly DockerEngine _engine = DockerEngine.OfEnvironment(context);

    /// <summary>Extracts it.</summary>
    /// <exception cref="CakeException">The image has no such program, or it cannot run on this machine.</exception>
    public async Task<ImageProgram> ExtractAsync()
    {
        // A session, so that --target=Cleanup finds the container if this build is killed.
        var session = context.BeginSession("BuildFirmware", context.Logs);
        try
        {
            var image = await Task.Run(() => _engine.Inspect(_image));
            CheckPlatform(image);
            var path = PathIn(image);
            var program = await Task.Run(() => Extract(image, path, session));
            await CheckLibrariesAsync(program, path, session);
            var origin = $"{path} of {_image}, {image.Identity}";
            context.Print($"Firmware: {origin}");
            return new ImageProgram(program, origin);
        }
        catch (ContainerEngineException error)
        {
            throw Error(error.Message, error);
        }
        finally
        {
            await session.EndAsync();
        }
    }

    private void CheckPlatform(ImageDescription image)
    {
        var own = RuntimeInformation.OSArchitecture switch { Architecture.X64 => "amd64", var other => other.ToString().ToLowerInvariant() };
        if (!OperatingSystem.IsLinux() || image.OperatingSystem != "linux" || image.Architecture != own)
        {
            var machine = $"{(OperatingSystem.IsLinux() ? "linux" : RuntimeInformation.OSDescription)}/{own}";
            throw Error(
                $"its programs are for {image.OperatingSystem}/{image.Architecture}, and this machine is {machine}. The firmware runs outside of a container. "
                + "Give an image for this machine, or build the firmware with --firmware-source.");
        }

        // docker cp has no limit of its own.
        if (image.Size > MaximumImage)
        {
            throw Error($"the image has {image.Size >> 20} MB. At most {MaximumImage >> 20} MB are valid. Give an image with little more than the firmware.");
        }
    }

    private string PathIn(ImageDescription image)
    {
        if (options.FirmwareImagePath is { } path)
        {
            return path;
        }

        try
        {
            return image.Labels.TryGetValue(PathInImage.Label, out var label) ? PathInImage.Parse(label) : PathInImage.Default;
        }
        catch (FormatException error)
        {
            throw Error($"its label {PathInImage.Label} is {error.Message} {PathRemedy}", error);
        }
    }

    private string Extract(ImageDescription image, string path, Session session)
    {
        var container = $"firmware_{session.Id}";
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{image.Id} {path}")))[..16];
        context.TryWrite("Programs of old images", DeleteOld);
        var directory = Directory.CreateDirectory(Path.Combine(context.Repository.ImagePrograms, key)).FullName;
        var copies = PrivateFiles.CreateDirectory(Path.Combine(directory, session.Id));
        try
        {
            session.Record(new ContainerEntry(container, _engine.Address));
            _engine.Create(image.Id, container, $"{Session.ContainerLabel}={session.Id}");
            var copy = Path.Combine(copies, "program");
            Copy(container, path, copy);
            CheckFile(copy, path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(copy, OwnerOnly);
            }

            var program = Path.Combine(directory, "program");
            File.Move(copy, program, overwrite: true);
            return program;
        }
        finally
        {
            PrivateFiles.DeleteDirectory(copies);
            if (_engine.WithLabel($"{Session.ContainerLabel}={session.Id}", container) is { Count: > 0 } created)
            {
                _engine.Remove([.. created]);
            }
        }
    }

    private void Copy(string container, string path, string copy)
    {
        try
        {
            _engine.Copy(container, path, copy);
        }
        catch (ContainerEngineException error)
        {
            throw Error($"{error.Message} {path} is the path that was tried. {PathRemedy}", error);
        }
    }

    // Pipes and devices have the length 0.
    private void CheckFile(string copy, string path)
    {
        var file = new FileInfo(copy);
        var defect = file.LinkTarget is { } target ? $"a link to {ControlCharacters.Escape(target)}"
            : Directory.Exists(copy) ? "a directory"
            : !file.Exists || file.Length == 0 ? "not a file with content"
            : file.Length > MaximumProgram ? $"a file of {file.Length >> 20} MB, and at most {MaximumProgram >> 20} MB are valid"
            : null;
        if (defect is not null)
        {
            throw Error($"{path} is {defect}. {PathRemedy}");
        }
    }

    // The libraries of the image are left in it: they would need its loader, too, and libfaketime and the name service of this machine would not fit them.
    private async Task CheckLibrariesAsync(string program, string path, Session session)
    {
        if (!SearchPath.Find("ldd").Any())
        {
            return;
        }

        var log = session.LogFile("ldd");
        await using var ldd = session.Start(new ProcessCommand("ldd", [program]) { IsForeign = true }, "ldd", "check", log);
        await ldd.Exited.WaitAsync(context.Run.Cancellation);
        var missing = ControlCharacters.Escape(await LogTail.ReadAsync(log, context.Run.Cancellation)).Split('\n')
            .Where(line => line.Contains("not found", StringComparison.Ordinal)).ToList();
        if (missing.Count > 0)
        {
            throw Error(
                $"{path} needs what this machine lacks. Install it, or run the build on the distribution of the image.\n"
                + string.Join('\n', missing.Select(line => $"  | {line.Trim().Replace($"{program}: ", "", StringComparison.Ordinal)}")));
        }
    }

    private void DeleteOld()
    {
        foreach (var old in new DirectoryInfo(context.Repository.ImagePrograms) is { Exists: true } all ? all.EnumerateDirectories() : [])
        {
            if (DateTime.UtcNow - old.LastWriteTimeUtc > MaximumAge)
            {
                PrivateFiles.DeleteDirectory(old.FullName);
            }
        }
    }

    private CakeException Error(string reason, Exception? inner = null) => new($"{options.Choice.Given}: {reason}", inner);
}
