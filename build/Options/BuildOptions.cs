using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Processes;
namespace Build.Options;

/// <summary>What the user asked for, checked.</summary>
public sealed record BuildOptions
{
    /// <inheritdoc cref="OptionTable.Instances" />
    public required IReadOnlyList<int> Instances { get; init; }

    /// <inheritdoc cref="OptionTable.Filter" />
    public required string? Filter { get; init; }

    /// <inheritdoc cref="OptionTable.Repeat" />
    public required int Repeat { get; init; }

    /// <inheritdoc cref="OptionTable.Parallel" />
    public required int Parallel { get; init; }

    /// <inheritdoc cref="OptionTable.Seed" />
    public required int? Seed { get; init; }

    /// <inheritdoc cref="OptionTable.Shard" />
    public required Shard? Shard { get; init; }

    /// <inheritdoc cref="OptionTable.Keep" />
    public required bool Keep { get; init; }

    /// <summary>Where results and logs go, as an absolute path; null for the default below the checkout.</summary>
    public required string? Results { get; init; }

    /// <inheritdoc cref="OptionTable.Stations" />
    public required int Stations { get; init; }

    /// <inheritdoc cref="OptionTable.Station" />
    public required string? Station { get; init; }

    /// <summary>The firmware program, as an absolute path; null for the virtual one or one that is still to be built.</summary>
    public required string? Firmware { get; init; }

    /// <summary>The firmware checkout, as an absolute path; null if there is none.</summary>
    public required string? FirmwareSource { get; init; }

    /// <inheritdoc cref="OptionTable.FirmwareEnvironment" />
    public required string FirmwareEnvironment { get; init; }

    /// <summary>The emulator that stations get.</summary>
    public required EmulatorChoice Emulator { get; init; }

    /// <inheritdoc cref="OptionTable.EmulatorImage" />
    public required string EmulatorImage { get; init; }

    /// <inheritdoc cref="OptionTable.Pull" />
    public required PullPolicy Pull { get; init; }

    /// <inheritdoc cref="OptionTable.OwnProcesses" />
    public required bool OwnProcesses { get; init; }

    /// <summary>The network that fleets get.</summary>
    public required IsolationChoice Isolation { get; init; }

    /// <inheritdoc cref="OptionTable.Contract" />
    public required ApiGeneration? Contract { get; init; }

    /// <summary>Which file declares known defects, its path absolute.</summary>
    public required KnownDefectsChoice KnownDefects { get; init; }

    /// <inheritdoc cref="OptionTable.TimeoutFactor" />
    public required double TimeoutFactor { get; init; }

    /// <inheritdoc cref="OptionTable.TimeFactor" />
    public required double TimeFactor { get; init; }

    /// <inheritdoc cref="OptionTable.Runs" />
    public required int Runs { get; init; }

    /// <inheritdoc cref="OptionTable.Against" />
    public required IReadOnlyList<string> Against { get; init; }

    /// <summary>The fleet sizes whose cost is measured; none for no such measurement.</summary>
    public required IReadOnlyList<int> Scale { get; init; }

    /// <inheritdoc cref="OptionTable.Defects" />
    public required IReadOnlyList<string> Defects { get; init; }

    // A fleet of virtual stations takes seconds; of real ones a minute, and memory that not every machine has.
    private static readonly IReadOnlyList<int> VirtualScale = [2, 4, 8, 16, 32];

    /// <summary>Whether the stations have this repo's own firmware.</summary>
    public bool IsVirtualFirmware => Firmware is null && FirmwareSource is null;

    /// <summary>The native firmware under test, given or built by PlatformIO (facts: .pio/build/ENV/program); null for the virtual one.</summary>
    public string? FirmwareProgram => Firmware ?? (FirmwareSource is null ? null : Path.Combine(FirmwareSource, ".pio", "build", FirmwareEnvironment, "program"));

    /// <summary>Reads and checks every option.</summary>
    /// <param name="source">What the user gave.</param>
    /// <returns>The options.</returns>
    /// <exception cref="CommandLineException">An option is unknown, its value is wrong, or two of them exclude each other.</exception>
    internal static BuildOptions Read(OptionSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        CommandLineCheck.RefuseUnknownOptions(source);

        var knownDefects = OptionTable.KnownDefects.Read(source);
        var options = new BuildOptions
        {
            Instances = OptionTable.Instances.Read(source),
            Filter = OptionTable.Filter.Read(source),
            Repeat = OptionTable.Repeat.Read(source),
            Parallel = OptionTable.Parallel.Read(source),
            Seed = OptionTable.Seed.Read(source),
            Shard = OptionTable.Shard.Read(source),
            Keep = OptionTable.Keep.Read(source),
            Results = FullPath(OptionTable.Results.Read(source), source),
            Stations = OptionTable.Stations.Read(source),
            Station = OptionTable.Station.Read(source),
            Firmware = FullPath(OptionTable.Firmware.Read(source), source),
            FirmwareSource = FullPath(OptionTable.FirmwareSource.Read(source), source),
            FirmwareEnvironment = OptionTable.FirmwareEnvironment.Read(source),
            Emulator = EmulatorChoice.Virtual,
            EmulatorImage = OptionTable.EmulatorImage.Read(source),
            Pull = OptionTable.Pull.Read(source),
            OwnProcesses = OptionTable.OwnProcesses.Read(source),
            Isolation = new IsolationChoice(IsolationKind.Host, ""),
            Contract = OptionTable.Contract.Read(source),
            KnownDefects = knownDefects with { Path = FullPath(knownDefects.Path, source) },
            TimeoutFactor = OptionTable.TimeoutFactor.Read(source),
            TimeFactor = OptionTable.TimeFactor.Read(source),
            Runs = OptionTable.Runs.Read(source),
            Against = OptionTable.Against.Read(source),
            Scale = [],
            Defects = OptionTable.Defects.Read(source),
        };
        options = options with
        {
            Emulator = OptionTable.Emulator.Read(source) ?? (options.IsVirtualFirmware ? EmulatorChoice.Virtual : EmulatorChoice.Docker),
            Scale = OptionTable.Scale.Read(source) ?? (options.IsVirtualFirmware ? VirtualScale : []),
        };
        options = options.WithOneFirmware(source);
        options.CheckPaths(source);

        // Who needs no namespace need not wait for sudo, nor find it in a log that it was asked.
        var given = OptionTable.Isolation.Read(source);
        var obstacle = options.IsVirtualFirmware || given == IsolationKind.Host ? null : Privileges.ObstacleToNamespaces;
        return options with
        {
            Isolation = IsolationChoice.Of(given, OptionTable.Isolation.AsGiven(source), options.IsVirtualFirmware, obstacle, Privileges.NeedsSudo),
        };
    }

    private static string? FullPath(string? path, OptionSource source) => path is null ? null : Path.GetFullPath(path, source.WorkingDirectory);

    // The command line wins over the environment: a NATIVE_BINARY_PATH left in the shell does not forbid --firmware-source.
    private BuildOptions WithOneFirmware(OptionSource source) => (Firmware, FirmwareSource) switch
    {
        (null, _) or (_, null) => this,
        _ => (source.CommandLine(OptionTable.Firmware.Name).Count, source.CommandLine(OptionTable.FirmwareSource.Name).Count) switch
        {
            ( > 0, 0) => this with { FirmwareSource = null },
            (0, > 0) => this with { Firmware = null },
            _ => throw new CommandLineException(
                "--firmware and --firmware-source exclude each other: give the built program or the checkout to build."),
        },
    };

    private void CheckPaths(OptionSource source)
    {
        if (Firmware is not null && !File.Exists(Firmware))
        {
            var given = source.CommandLine(OptionTable.Firmware.Name).Count > 0 ? "--firmware" : OptionTable.Firmware.EnvironmentVariable;
            var what = Directory.Exists(Firmware) ? "is a directory; give the program in it, or the checkout as --firmware-source" : "is not there; give the path of a native firmware build";
            throw new CommandLineException($"{given}={Firmware}: the file {what}.");
        }

        if (KnownDefects.Path is { } file && !File.Exists(file))
        {
            throw new CommandLineException($"--known-defects={file}: the file is not there; give the path of a file like tests/known-defects.json, or none.");
        }

        if (FirmwareSource is not null && !File.Exists(Path.Combine(FirmwareSource, "platformio.ini")))
        {
            throw new CommandLineException(
                $"--firmware-source={FirmwareSource}: there is no platformio.ini; give the top directory of a checkout of the WiFi firmware.");
        }
    }
}
