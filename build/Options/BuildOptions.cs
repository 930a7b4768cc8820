using Cake.Core;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Processes;

namespace Build.Options;

/// <summary>The checked values of <see cref="OptionTable"/>'s options, with absolute paths.</summary>
internal sealed record BuildOptions
{
    // Starting virtual stations takes seconds; starting real ones takes a minute, and memory that not every machine has.
    private static readonly IReadOnlyList<int> VirtualScale = [2, 4, 8, 16, 32];

    public required IReadOnlyList<int> Instances { get; init; }

    public required string? Filter { get; init; }

    public required int Repeat { get; init; }

    public required int Parallel { get; init; }

    public required int? Seed { get; init; }

    public required Shard? Shard { get; init; }

    public required bool Keep { get; init; }

    /// <summary>Null for the default below the checkout.</summary>
    public required string? Results { get; init; }

    public required int StationCount { get; init; }

    public required string? Station { get; init; }

    /// <summary>The program; null for virtual firmware or one that <see cref="FirmwareSource"/> is built into.</summary>
    public required string? Firmware { get; init; }

    public required string? FirmwareSource { get; init; }

    public required string FirmwareEnvironment { get; init; }

    public required EmulatorChoice Emulator { get; init; }

    public required string EmulatorImage { get; init; }

    public required PullPolicy Pull { get; init; }

    public required bool OwnProcesses { get; init; }

    public required IsolationChoice Isolation { get; init; }

    /// <summary>Null to detect it.</summary>
    public required ApiGeneration? Contract { get; init; }

    public required KnownDefectsChoice KnownDefects { get; init; }

    public required double TimeoutFactor { get; init; }

    public required double TimeFactor { get; init; }

    public required int Runs { get; init; }

    public required IReadOnlyList<string> Against { get; init; }

    public required IReadOnlyList<int> Scale { get; init; }

    public required IReadOnlyList<string> Mutants { get; init; }

    public bool IsVirtualFirmware => Firmware is null && FirmwareSource is null;

    /// <summary>The native firmware, given or built by PlatformIO; null for virtual firmware.</summary>
    public string? FirmwareProgram => Firmware ?? (FirmwareSource is null ? null : Path.Combine(FirmwareSource, ".pio", "build", FirmwareEnvironment, "program"));

    /// <summary>Reads and checks all options.</summary>
    /// <exception cref="CakeException">A target or an option is unknown, a value is invalid, or two options exclude each other.</exception>
    public static BuildOptions Read(OptionSource source)
    {
        CommandLineCheck.RejectUnknownNames(source);
        var (firmware, firmwareSource) = ReadFirmware(source);
        var isVirtual = firmware is null && firmwareSource is null;
        return new BuildOptions
        {
            Instances = OptionTable.Instances.Read(source),
            Filter = OptionTable.Filter.Read(source),
            Repeat = OptionTable.Repeat.Read(source),
            Parallel = OptionTable.Parallel.Read(source),
            Seed = OptionTable.Seed.Read(source),
            Shard = OptionTable.Shard.Read(source),
            Keep = OptionTable.Keep.Read(source),
            Results = FullPath(OptionTable.Results.Read(source), source),
            StationCount = OptionTable.StationCount.Read(source),
            Station = OptionTable.Station.Read(source),
            Firmware = firmware,
            FirmwareSource = firmwareSource,
            FirmwareEnvironment = OptionTable.FirmwareEnvironment.Read(source),
            Emulator = OptionTable.Emulator.Read(source) ?? (isVirtual ? EmulatorChoice.Virtual : EmulatorChoice.Docker),
            EmulatorImage = OptionTable.EmulatorImage.Read(source),
            Pull = OptionTable.Pull.Read(source),
            OwnProcesses = OptionTable.OwnProcesses.Read(source),
            Contract = OptionTable.Contract.Read(source),
            KnownDefects = ReadKnownDefects(source),
            TimeoutFactor = OptionTable.TimeoutFactor.Read(source),
            TimeFactor = OptionTable.TimeFactor.Read(source),
            Runs = OptionTable.Runs.Read(source),
            Against = OptionTable.Against.Read(source),
            Scale = OptionTable.Scale.Read(source) ?? (isVirtual ? VirtualScale : []),
            Mutants = OptionTable.Mutants.Read(source),
            Isolation = ReadIsolation(source, isVirtual),
        };
    }

    private static string? FullPath(string? path, OptionSource source) => path is null ? null : Path.GetFullPath(path, source.WorkingDirectory);

    // The command line takes precedence: a NATIVE_BINARY_PATH in the shell's environment does not forbid --firmware-source.
    private static (string? Program, string? Source) ReadFirmware(OptionSource source)
    {
        var program = FullPath(OptionTable.Firmware.Read(source), source);
        var checkout = FullPath(OptionTable.FirmwareSource.Read(source), source);
        var isProgramTyped = source.CommandLine(OptionTable.Firmware.Name).Count > 0;
        var isCheckoutTyped = source.CommandLine(OptionTable.FirmwareSource.Name).Count > 0;
        if (program is not null && checkout is not null)
        {
            if (isProgramTyped == isCheckoutTyped)
            {
                throw new CakeException("--firmware and --firmware-source exclude each other. Give the built program or the checkout to build.");
            }

            (program, checkout) = (isProgramTyped ? program : null, isCheckoutTyped ? checkout : null);
        }

        if (program is not null && !File.Exists(program))
        {
            var given = isProgramTyped ? "--firmware" : OptionTable.Firmware.EnvironmentVariable;
            throw new CakeException(Directory.Exists(program)
                ? $"{given}={program}: this is a directory. Give the program in it, or the checkout with --firmware-source."
                : $"{given}={program}: file not found. Give the path of a native firmware build.");
        }

        if (checkout is not null && !File.Exists(Path.Combine(checkout, "platformio.ini")))
        {
            throw new CakeException($"--firmware-source={checkout}: it has no platformio.ini. Give the top directory of a checkout of the WiFi firmware.");
        }

        return (program, checkout);
    }

    private static KnownDefectsChoice ReadKnownDefects(OptionSource source)
    {
        var choice = OptionTable.KnownDefects.Read(source);
        choice = choice with { Path = FullPath(choice.Path, source) };
        return choice.Path is { } file && !File.Exists(file)
            ? throw new CakeException($"--known-defects={file}: file not found. Give the path of a file like tests/known-defects.json, or none.")
            : choice;
    }

    private static IsolationChoice ReadIsolation(OptionSource source, bool isVirtual)
    {
        var given = OptionTable.Isolation.Read(source);

        // Runs sudo to find out, so only if a namespace may be needed.
        var obstacle = isVirtual || given == IsolationKind.Host ? null : Privileges.ObstacleToNamespaces;
        return IsolationChoice.Of(given, OptionTable.Isolation.AsGiven(source), isVirtual, obstacle, Privileges.NeedsSudo);
    }
}
