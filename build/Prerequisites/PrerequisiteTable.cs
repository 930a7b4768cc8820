using Build.Options;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Networks;

namespace Build.Prerequisites;

/// <summary>The prerequisites of each choice of stations.</summary>
internal static class PrerequisiteTable
{
    /// <summary>The prerequisites of the requested targets. BuildFirmware and PullImage start no station and need less than the others.</summary>
    public static IReadOnlyList<Prerequisite> For(BuildContext context) =>
    [
        .. context.Options.Source.Targets
            .SelectMany(target => target.ToUpperInvariant() switch
            {
                "BUILDFIRMWARE" => ForFirmware(context, context.Options),
                "PULLIMAGE" => [.. Docker, EmulatorImage(context), .. ForFirmware(context, context.Options).Except([PlatformIo])],
                _ => Tested(context).SelectMany(options => ForStations(context, options)),
            })

            // The compared firmwares have the same name and different remedies.
            .DistinctBy(prerequisite => (prerequisite.Name, prerequisite.OnDebian)),
    ];

    /// <summary>The options of the builds that the requested target tests: both for Compare.</summary>
    public static IReadOnlyList<BuildOptions> Tested(BuildContext context)
    {
        var source = context.Options.Source;
        if (!source.IsCompare)
        {
            return [context.Options];
        }

        var builds = ComparedBuilds.Read(source);
        return [builds.Base, builds.Head];
    }

    private static List<Prerequisite> ForStations(BuildContext context, BuildOptions options)
    {
        List<Prerequisite> needed = [SessionsDirectory, .. MachinePrerequisites.All];
        if (options.IsVirtualFirmware || options.Emulator.Kind == EmulatorKind.Virtual || options.Bridge == BridgeKind.Own)
        {
            needed.Add(VirtualStation);
        }

        needed.AddRange(ForFirmware(context, options));
        if (!options.IsVirtualFirmware)
        {
            needed.AddRange(options.Bridge == BridgeKind.Socat ? [Socat, PseudoTerminal] : [PseudoTerminal]);
            needed.AddRange(options.Isolation.Kind == IsolationKind.Namespace ? NamespacePrerequisites.For(NeedsAvahi(options)) : [MulticastDns]);
        }

        if (options.Firmware is { } program)
        {
            needed.Add(ExecutableFirmware(program));
        }

        if (!options.IsVirtualFirmware && options.TimeFactor != 1)
        {
            needed.Add(FakeTimeLibrary);
        }

        needed.AddRange(options.Emulator.Kind switch
        {
            EmulatorKind.Docker => [.. Docker, EmulatorImage(context)],
            EmulatorKind.Command => [EmulatorPrerequisites.Program(options.Emulator.Command[0])],
            _ => [],
        });
        return needed;
    }

    private static IReadOnlyList<Prerequisite> ForFirmware(BuildContext context, BuildOptions options) => options switch
    {
        { FirmwareSource: not null } => [PlatformIo],
        { FirmwareImage: { } image } =>
            [.. Docker, ImagePrerequisite.Of(context, "firmware image", "image with the firmware", options.Choice.Given, image)],
        _ => [],
    };

    private static Prerequisite EmulatorImage(BuildContext context) => ImagePrerequisite.Of(
        context, "emulator image", "image of the emulators", $"--{OptionTable.EmulatorImage.Name}", context.Options.EmulatorImage);

    // A program that PlatformIO has yet to build is not known.
    private static bool NeedsAvahi(BuildOptions options) => options.FirmwareProgram is not { } program || !File.Exists(program)
        ? options.Mdns != MdnsKind.Firmware
        : options.MdnsOf(program) == MdnsKind.Avahi;

    private static IReadOnlyList<Prerequisite> Docker => [DockerClient, DockerEngine];

    private static Prerequisite SessionsDirectory { get; } = new(
        "sessions directory", "state of stations and manifests", "free some space and make it writable", "free some space and make it writable",
        _ => Task.FromResult(FileChecks.SessionsDirectory()));

    private static Prerequisite VirtualStation { get; } = new(
        "virtual station", "the stations of this repository", "run ./build.sh, which builds it", "run ./build.sh, which builds it",
        _ => Task.FromResult(
            File.Exists(Repository.VirtualStation) ? Finding.Met("built with this build") : Finding.Missing($"{Repository.VirtualStation} not found")));

    private static Prerequisite PlatformIo { get; } = new(
        "PlatformIO", "builds the firmware of --firmware-source", "pipx install platformio", "brew install platformio",
        cancellation => ToolCheck.RunAsync("pio", ["--version"], cancellation));

    private static Prerequisite Socat { get; } = new(
        "socat", "connects emulator and firmware", "apt-get install socat, or give --bridge=own", "brew install socat, or give --bridge=own",
        cancellation => ToolCheck.RunAsync("socat", ["-V"], cancellation));

    private static Prerequisite FakeTimeLibrary { get; } = new(
        "libfaketime", "speeds up the firmware's clock (--time-factor)", "apt-get install faketime", "not available: omit --time-factor",
        _ => Task.FromResult(FakeTime.Library is { } library ? Finding.Met(library) : Finding.Missing("libfaketimeMT.so.1 not found")));

    private static Prerequisite PseudoTerminal { get; } = new(
        "pseudo-terminals", "serial line of the firmware", "mount -t devpts devpts /dev/pts", "part of macOS",
        _ => Task.FromResult(FileChecks.PseudoTerminal(FileChecks.PtyMultiplexer)));

    private static Prerequisite MulticastDns { get; } = new(
        "multicast DNS", "lets firmwares discover each other", "apt-get install avahi-daemon, then start dbus and avahi-daemon", "part of macOS (Bonjour)",
        cancellation => OperatingSystem.IsMacOS()
            ? Task.FromResult(Finding.Met("Bonjour"))
            : ToolCheck.RunAsync(
                "dbus-send",
                ["--system", "--print-reply=literal", "--dest=org.freedesktop.Avahi", "/", "org.freedesktop.Avahi.Server.GetVersionString"],
                cancellation));

    private static Prerequisite DockerClient { get; } = new(
        "Docker client", "starts containers", "apt-get install docker.io", "install Docker Desktop, or brew install colima docker",
        cancellation => ToolCheck.RunAsync("docker", ["--version"], cancellation));

    private static Prerequisite DockerEngine { get; } = new(
        "Docker engine", "runs containers", "systemctl start docker, and add yourself to the group docker", "start Docker Desktop, or colima start",
        cancellation => ToolCheck.RunAsync("docker", ["version", "--format", "{{.Server.Version}}"], cancellation));

    private static Prerequisite ExecutableFirmware(string program) => new(
        "firmware", "the program under test", $"chmod +x {program}", $"chmod +x {program}",
        _ => Task.FromResult(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(program).HasFlag(UnixFileMode.UserExecute)
                ? Finding.Met(program)
                : Finding.Missing($"{program} is not executable")));
}
