using Cake.Core;
using LoadSharing.Lab.Emulators;
using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Processes;

namespace Build.Options;

/// <summary>The checked values of the options in <see cref="OptionTable"/>, with absolute paths. A value without default is null if it is not given.</summary>
/// <param name="Source">The command line and the environment.</param>
/// <param name="Choice">The firmware to test.</param>
internal sealed record BuildOptions(OptionSource Source, FirmwareChoice Choice)
{
    // Starting virtual stations takes seconds; starting real ones takes a minute, and memory that not every machine has.
    private static readonly IReadOnlyList<int> VirtualScale = [2, 4, 8, 16, 32];

    // The fewest that show whether a test is unstable, and whether a difference of times is noise.
    private const int DefaultRounds = 3;

    // The fewest with two members, which a partition can separate.
    private const int DefaultCampaignStations = 3;

    // Beyond it, two cores are busy all the time and the suite gets no faster: docs/performance.md.
    private const double VirtualTimeFactor = 10;

    public IReadOnlyList<int> Instances { get; init; } = OptionTable.Instances.Read(Source);
    public string? Filter { get; } = OptionTable.Filter.Read(Source);
    public IReadOnlyList<string> Matrix { get; } = OptionTable.Matrix.Read(Source);
    public int Repeat { get; } = OptionTable.Repeat.Read(Source) ?? 1;

    /// <summary>The number of runs of each build that <c>--target=Compare</c> compares.</summary>
    public int Rounds { get; } = OptionTable.Repeat.Read(Source) ?? DefaultRounds;

    public int Parallel { get; init; } = OptionTable.Parallel.Read(Source) ?? OptionTable.DefaultParallel(Choice.IsVirtual);
    public int? Seed { get; } = OptionTable.Seed.Read(Source);
    public Shard? Shard { get; } = OptionTable.Shard.Read(Source);
    public bool Keep { get; } = OptionTable.Keep.Read(Source);
    public string? Baseline { get; } = FullPath(OptionTable.Baseline.Read(Source), Source);

    /// <summary>Whether tests that pass have a timeline too.</summary>
    public bool RecordsAll { get; } = OptionTable.RecordsAll.Read(Source);
    public string? Results { get; } = FullPath(OptionTable.Results.Read(Source), Source);
    /// <summary>Number of stations in the group of a campaign.</summary>
    public int CampaignStations => OptionTable.StationCount.IsGiven(Source) ? StationCount : DefaultCampaignStations;

    /// <summary>The duration of a campaign.</summary>
    public TimeSpan Duration { get; } = OptionTable.Duration.Read(Source);

    public int StationCount { get; } = OptionTable.StationCount.Read(Source);
    public bool Open { get; } = OptionTable.Open.Read(Source);
    public string? Station { get; } = OptionTable.Station.Read(Source);
    public string? Firmware => Choice.Program;
    public string? FirmwareSource => Choice.Checkout;
    public string FirmwareEnvironment { get; } = OptionTable.FirmwareEnvironment.Read(Source);
    public string? FirmwareImage => Choice.Image;

    /// <summary>The path of the firmware in its image; null if the image's label has it.</summary>
    public string? FirmwareImagePath { get; } = OptionTable.FirmwareImagePath.Read(Source);

    public EmulatorChoice Emulator { get; } = ReadEmulator(Source, Choice);
    public EmulatorBehaviour EmulatorBehaviour { get; } = ReadEmulatorBehaviour(Source, Choice);
    public string EmulatorImage { get; } = OptionTable.EmulatorImage.Read(Source);
    public PullPolicy Pull { get; } = OptionTable.Pull.Read(Source);
    public BridgeKind Bridge { get; } = ReadBridge(Source, Choice);
    public bool OwnProcesses { get; } = OptionTable.OwnProcesses.Read(Source);
    public IsolationChoice Isolation { get; } = ReadIsolation(Source, Choice);
    public IReadOnlyList<string> FirmwareConfig { get; } = ReadFirmwareConfig(Source, Choice);

    /// <summary>The program that answers mDNS; null to find out by the program.</summary>
    public MdnsKind? Mdns { get; } = ReadMdns(Source, Choice);

    /// <summary>The contract that the firmware must have; null to detect it.</summary>
    public ApiGeneration? Contract { get; } = OptionTable.Contract.Read(Source);

    /// <summary>The contract that virtual stations implement.</summary>
    public ApiGeneration VirtualContract => Contract ?? OptionTable.DefaultVirtualContract;

    public KnownDefectsChoice KnownDefects { get; } = ReadKnownDefects(Source);
    public double TimeoutFactor { get; } = OptionTable.TimeoutFactor.Read(Source);
    public double TimeFactor { get; } = ReadTimeFactor(Source, Choice);
    public long LogLimit { get; } = OptionTable.LogLimit.Read(Source);
    public int? Build { get; } = OptionTable.Build.Read(Source);
    public int Runs { get; } = OptionTable.Runs.Read(Source);
    /// <summary>The benchmark.json to compare with; null for none.</summary>
    public string? Guard { get; } = FullPath(OptionTable.Guard.Read(Source), Source);

    public IReadOnlyList<string> Against { get; } = OptionTable.Against.Read(Source);
    public IReadOnlyList<int> Scale { get; } = OptionTable.Scale.Read(Source) ?? (Choice.IsVirtual ? VirtualScale : []);
    public IReadOnlyList<string> Mutants { get; } = OptionTable.Mutants.Read(Source);

    public bool IsVirtualFirmware => Choice.IsVirtual;

    /// <summary>The native firmware, given or built by PlatformIO; null for virtual firmware, and for one in an image.</summary>
    public string? FirmwareProgram =>
        Firmware ?? (FirmwareSource is null ? null : Path.Combine(FirmwareSource, ".pio", "build", FirmwareEnvironment, "program"));

    /// <summary>The program that answers mDNS for a firmware. On the machine's network that is Avahi, also for foreign stations.</summary>
    public MdnsKind MdnsOf(string program) =>
        Mdns ?? (Isolation.Kind == IsolationKind.Namespace ? NativeFirmware.Detect(program) : MdnsKind.Avahi);

    /// <summary>Reads and checks targets and options.</summary>
    /// <exception cref="CakeException">A target or an option is unknown, a value is invalid, or two options exclude each other.</exception>
    public static BuildOptions Read(OptionSource source)
    {
        CommandLineCheck.RejectUnknownNames(source);
        return new BuildOptions(source, FirmwareChoice.Read(source));
    }

    private static string? FullPath(string? path, OptionSource source) => path is null ? null : Path.GetFullPath(path, source.WorkingDirectory);

    private static KnownDefectsChoice ReadKnownDefects(OptionSource source)
    {
        var choice = OptionTable.KnownDefects.Read(source);
        choice = choice with { Path = FullPath(choice.Path, source) };
        return choice.Path is { } file && !File.Exists(file)
            ? throw new CakeException($"--known-defects={file}: file not found. Give the path of a file like tests/known-defects.json, or none.")
            : choice;
    }

    private static EmulatorChoice ReadEmulator(OptionSource source, FirmwareChoice choice) =>
        OptionTable.Emulator.Read(source) ?? (choice.IsVirtual ? EmulatorChoice.Virtual : EmulatorChoice.Docker);

    private static double ReadTimeFactor(OptionSource source, FirmwareChoice choice) => OptionTable.TimeFactor.Read(source)
        ?? (choice.IsVirtual && ReadEmulator(source, choice).Kind == EmulatorKind.Virtual ? VirtualTimeFactor : 1);

    private static EmulatorBehaviour ReadEmulatorBehaviour(OptionSource source, FirmwareChoice choice)
    {
        var behaviour = OptionTable.EmulatorBehaviour.Read(source);
        var emulator = ReadEmulator(source, choice);
        return behaviour != EmulatorBehaviour.Public && emulator.Kind != EmulatorKind.Virtual
            ? throw new CakeException(
                $"{OptionTable.EmulatorBehaviour.AsGiven(source)}: only a virtual emulator has this behaviour, and the emulator is {emulator}. "
                + "Give --emulator=virtual, or leave it out.")
            : behaviour;
    }

    private static IReadOnlyList<string> ReadFirmwareConfig(OptionSource source, FirmwareChoice choice)
    {
        var settings = OptionTable.FirmwareConfig.Read(source);
        return settings.Count > 0 && choice.IsVirtual
            ? throw new CakeException(
                $"{OptionTable.FirmwareConfig.AsGiven(source)}: virtual stations take no settings. Give a native firmware with --firmware.")
            : settings;
    }

    private static BridgeKind ReadBridge(OptionSource source, FirmwareChoice choice)
    {
        var bridge = OptionTable.Bridge.Read(source);

        // Compare reads the options without a firmware first, and a virtual build has no bridge.
        return bridge == BridgeKind.Own && choice.IsVirtual && !source.IsCompare
            ? throw new CakeException(
                $"{OptionTable.Bridge.AsGiven(source)}: virtual stations need no bridge. Leave it out, or give a native firmware with --firmware.")
            : bridge;
    }

    private static MdnsKind? ReadMdns(OptionSource source, FirmwareChoice choice)
    {
        var mdns = OptionTable.Mdns.Read(source);
        if (mdns == MdnsKind.Firmware && choice.IsVirtual)
        {
            throw new CakeException(
                $"{OptionTable.Mdns.AsGiven(source)}: virtual stations have an mDNS link of their own. "
                + "Leave it out, or give a native firmware with --firmware.");
        }

        return mdns == MdnsKind.Firmware && ReadIsolation(source, choice).Kind != IsolationKind.Namespace
            ? throw new CakeException(
                $"{OptionTable.Mdns.AsGiven(source)}: the stations need a namespace, and the isolation is {ReadIsolation(source, choice)}. "
                + IsolationChoice.NamespaceRemedy)
            : mdns;
    }

    private static IsolationChoice ReadIsolation(OptionSource source, FirmwareChoice choice)
    {
        var isVirtual = choice.IsVirtual;
        var given = OptionTable.Isolation.Read(source);

        // Runs sudo to find out, so only if a namespace may be needed.
        var reason = isVirtual || given == IsolationKind.Host ? null : Privileges.NamespacesUnavailable;
        return IsolationChoice.Of(given, OptionTable.Isolation.AsGiven(source), isVirtual, reason, Privileges.NeedsSudo);
    }
}
