using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Firmware;
using Build.Options;

namespace Build.Prerequisites;

/// <summary>What each choice of stations needs.</summary>
internal static class PrerequisiteTable
{
    /// <summary>The prerequisites of what the user asked for, and no others: a firmware can be built, or an image pulled, where no station could run.</summary>
    public static IReadOnlyList<Prerequisite> For(BuildContext context) =>
    [
        .. CommandLineCheck.TargetsAskedFor(context.Source)
            .SelectMany(target => target.ToUpperInvariant() switch
            {
                "BUILDFIRMWARE" => context.Options.FirmwareSource is null ? [] : [PlatformIo],
                "PULLIMAGE" => Docker(context),
                _ => ForStations(context),
            })
            .DistinctBy(prerequisite => prerequisite.Name),
    ];

    private static List<Prerequisite> ForStations(BuildContext context)
    {
        var options = context.Options;
        var needed = new List<Prerequisite> { WritableTemporaryDirectory(!options.IsVirtualFirmware) };
        if (options.IsVirtualFirmware || options.Emulator.Kind == EmulatorKind.Virtual)
        {
            needed.Add(VirtualStation);
        }

        if (options.FirmwareSource is not null)
        {
            needed.Add(PlatformIo);
        }

        if (!options.IsVirtualFirmware)
        {
            needed.AddRange([Socat, PseudoTerminal]);
            needed.AddRange(options.Isolation.Kind == IsolationKind.Namespace ? NamespacePrerequisites.All : [MulticastDns]);
        }

        if (options.Firmware is { } program)
        {
            needed.Add(ExecutableFirmware(program));
        }

        if (!options.IsVirtualFirmware && options.TimeFactor != 1)
        {
            needed.Add(FasterTime);
        }

        needed.AddRange(options.Emulator.Kind switch
        {
            EmulatorKind.Docker => Docker(context),
            EmulatorKind.Command => [EmulatorProgram.Of(context)],
            _ => [],
        });
        return needed;
    }

    private static IReadOnlyList<Prerequisite> Docker(BuildContext context) => [DockerClient, DockerEngineAnswers, EmulatorImage.Of(context)];

    private static Prerequisite WritableTemporaryDirectory(bool needPtyLinks) => new(
        "temporary directory", "state of stations, locks and manifests", "free some space and make it writable", "free some space and make it writable",
        _ => Task.FromResult(TemporaryDirectory.Check(needPtyLinks)));

    private static Prerequisite VirtualStation { get; } = new(
        "virtual station", "the stations this repo ships", "run ./build.sh, which builds it", "run ./build.sh, which builds it",
        _ => Task.FromResult(File.Exists(Repository.VirtualStation) ? Finding.Met("built with this build") : Finding.Missing($"{Repository.VirtualStation} is not there")));

    private static Prerequisite PlatformIo { get; } = new(
        "PlatformIO", "builds the firmware of --firmware-source", "pipx install platformio", "brew install platformio",
        cancellation => ToolCheck.AskAsync("pio", ["--version"], cancellation));

    private static Prerequisite Socat { get; } = new(
        "socat", "joins emulator and firmware", "apt-get install socat", "brew install socat",
        cancellation => ToolCheck.AskAsync("socat", ["-V"], cancellation));

    private static Prerequisite FasterTime { get; } = new(
        "libfaketime", "lets a firmware's time run faster, for --time-factor", "apt-get install faketime", "not for programs of macOS: leave --time-factor out",
        _ => Task.FromResult(FakeTime.Library is { } library ? Finding.Met(library) : Finding.Missing("there is no libfaketimeMT.so.1")));

    private static Prerequisite PseudoTerminal { get; } = new(
        "pseudo-terminals", "the firmware's serial line", "mount -t devpts devpts /dev/pts", "part of macOS",
        _ => Task.FromResult(PseudoTerminals.Check(PseudoTerminals.Multiplexer)));

    private static Prerequisite MulticastDns { get; } = new(
        "multicast DNS", "firmwares find each other", "apt-get install avahi-daemon, then start dbus and avahi-daemon", "part of macOS (Bonjour)",
        cancellation => OperatingSystem.IsMacOS()
            ? Task.FromResult(Finding.Met("Bonjour"))
            : ToolCheck.AskAsync(
                "dbus-send",
                ["--system", "--print-reply=literal", "--dest=org.freedesktop.Avahi", "/", "org.freedesktop.Avahi.Server.GetVersionString"],
                cancellation));

    private static Prerequisite DockerClient { get; } = new(
        "Docker client", "starts the emulators", "apt-get install docker.io", "install Docker Desktop, or brew install colima docker",
        cancellation => ToolCheck.AskAsync("docker", ["--version"], cancellation));

    private static Prerequisite DockerEngineAnswers { get; } = new(
        "Docker engine", "runs the emulators", "systemctl start docker, and add yourself to the group docker", "start Docker Desktop, or colima start",
        cancellation => ToolCheck.AskAsync("docker", ["version", "--format", "{{.Server.Version}}"], cancellation));

    private static Prerequisite ExecutableFirmware(string program) => new(
        "firmware", "is tested", $"chmod +x {program}", $"chmod +x {program}",
        _ => Task.FromResult(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(program).HasFlag(UnixFileMode.UserExecute)
                ? Finding.Met(program)
                : Finding.Missing($"{program} is not executable")));
}
