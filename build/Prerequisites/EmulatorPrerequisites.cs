using Build.Containers;
using Build.Options;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Processes;

namespace Build.Prerequisites;

/// <summary>The prerequisites of <c>--emulator</c>: an image, or a program of the user's.</summary>
internal static class EmulatorPrerequisites
{
    private const string ImageRemedy = "check --emulator-image and the network; or load the image with docker load and give --pull=never";
    private const string ProgramRemedy = "give a program on PATH, or its path, in --emulator";
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The image of <c>--emulator=docker</c>. Only a pull shows whether the engine can get it, with its mirrors, proxies and logins.</summary>
    public static Prerequisite Image(BuildContext context) => new("emulator image", "image of the emulators", ImageRemedy, ImageRemedy, async cancellation =>
    {
        var engine = await ToolCheck.RunAsync("docker", ["version"], cancellation);
        return engine.IsMet
            ? await Task.Run(() => FindOrPull(context, DockerEngine.OfEnvironment(context)), cancellation)
            : Finding.Missing("no Docker engine");
    });

    /// <summary>The program of <c>--emulator=COMMAND</c>, found as a shell finds it.</summary>
    public static Prerequisite Program(string program) => new(
        "emulator", "program of the emulators", ProgramRemedy, ProgramRemedy, _ => Task.FromResult(FindProgram(program)));

    private static Finding FindOrPull(BuildContext context, DockerEngine engine)
    {
        var (image, pull) = (context.Options.EmulatorImage, context.Options.Pull);
        try
        {
            if (pull != PullPolicy.Always && engine.HasImage(image))
            {
                return Finding.Met($"{image}, present");
            }

            if (pull == PullPolicy.Never)
            {
                return Finding.Missing($"{image} is not present, and --pull=never forbids to pull it");
            }

            context.Print($"Pulling {image}");
            engine.Pull(image);
            return Finding.Met($"{image}, pulled");
        }
        catch (ContainerEngineException error)
        {
            return Finding.Missing(error.Message);
        }
    }

    private static Finding FindProgram(string program)
    {
        var isPath = program.Contains(Path.DirectorySeparatorChar) || program.Contains(Path.AltDirectorySeparatorChar);
        var candidates = (isPath ? SearchPath.Candidates(program).Where(File.Exists) : SearchPath.Find(program)).ToList();
        return candidates.Find(IsExecutable) is { } found ? Finding.Met(found)
            : candidates.Count > 0 ? Finding.Missing($"{candidates[0]} is not executable")
            : Finding.Missing($"{program} not found{(isPath ? "" : " on PATH")}");
    }

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0;
}
