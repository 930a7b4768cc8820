using Cake.Core;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Processes;

namespace Build.Options;

/// <summary>The checked values of the options in <see cref="OptionTable"/>, with absolute paths. A value without default is null if it is not given.</summary>
/// <param name="Source">The command line and the environment.</param>
internal sealed record BuildOptions(OptionSource Source)
{
    // Starting virtual stations takes seconds; starting real ones takes a minute, and memory that not every machine has.
    private static readonly IReadOnlyList<int> VirtualScale = [2, 4, 8, 16, 32];

    public IReadOnlyList<int> Instances { get; init; } = OptionTable.Instances.Read(Source);
    public string? Filter { get; } = OptionTable.Filter.Read(Source);
    public int Repeat { get; } = OptionTable.Repeat.Read(Source);
    public int Parallel { get; } = OptionTable.Parallel.Read(Source);
    public int? Seed { get; } = OptionTable.Seed.Read(Source);
    public Shard? Shard { get; } = OptionTable.Shard.Read(Source);
    public bool Keep { get; } = OptionTable.Keep.Read(Source);
    public string? Results { get; } = FullPath(OptionTable.Results.Read(Source), Source);
    public int StationCount { get; } = OptionTable.StationCount.Read(Source);
    public string? Station { get; } = OptionTable.Station.Read(Source);
    public string? Firmware { get; } = ReadFirmware(Source).Program;
    public string? FirmwareSource { get; } = ReadFirmware(Source).Checkout;
    public string FirmwareEnvironment { get; } = OptionTable.FirmwareEnvironment.Read(Source);
    public EmulatorChoice Emulator { get; } = OptionTable.Emulator.Read(Source) ?? (IsVirtual(Source) ? EmulatorChoice.Virtual : EmulatorChoice.Docker);
    public string EmulatorImage { get; } = OptionTable.EmulatorImage.Read(Source);
    public PullPolicy Pull { get; } = OptionTable.Pull.Read(Source);
    public bool OwnProcesses { get; } = OptionTable.OwnProcesses.Read(Source);
    public IsolationChoice Isolation { get; } = ReadIsolation(Source);

    /// <summary>The contract that the firmware must have; null to detect it.</summary>
    public ApiGeneration? Contract { get; } = OptionTable.Contract.Read(Source);

    /// <summary>The contract that virtual stations implement.</summary>
    public ApiGeneration VirtualContract => Contract ?? OptionTable.DefaultVirtualContract;

    public KnownDefectsChoice KnownDefects { get; } = ReadKnownDefects(Source);
    public double TimeoutFactor { get; } = OptionTable.TimeoutFactor.Read(Source);
    public double TimeFactor { get; } = OptionTable.TimeFactor.Read(Source);
    public long LogLimit { get; } = OptionTable.LogLimit.Read(Source);
    public int? Build { get; } = OptionTable.Build.Read(Source);
    public int Runs { get; } = OptionTable.Runs.Read(Source);
    public IReadOnlyList<string> Against { get; } = OptionTable.Against.Read(Source);
    public IReadOnlyList<int> Scale { get; } = OptionTable.Scale.Read(Source) ?? (IsVirtual(Source) ? VirtualScale : []);
    public IReadOnlyList<string> Mutants { get; } = OptionTable.Mutants.Read(Source);

    public bool IsVirtualFirmware => Firmware is null && FirmwareSource is null;

    /// <summary>The native firmware, given or built by PlatformIO; null for virtual firmware.</summary>
    public string? FirmwareProgram =>
        Firmware ?? (FirmwareSource is null ? null : Path.Combine(FirmwareSource, ".pio", "build", FirmwareEnvironment, "program"));

    /// <summary>Reads and checks targets and options.</summary>
    /// <exception cref="CakeException">A target or an option is unknown, a value is invalid, or two options exclude each other.</exception>
    public static BuildOptions Read(OptionSource source)
    {
        CommandLineCheck.RejectUnknownNames(source);
        return new BuildOptions(source);
    }

    private static string? FullPath(string? path, OptionSource source) => path is null ? null : Path.GetFullPath(path, source.WorkingDirectory);

    // The command line takes precedence: a NATIVE_BINARY_PATH in the shell's environment does not forbid --firmware-source.
    private static (string? Program, string? Checkout) ReadFirmware(OptionSource source)
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

    private static bool IsVirtual(OptionSource source) => ReadFirmware(source) is (null, null);

    private static IsolationChoice ReadIsolation(OptionSource source)
    {
        var isVirtual = IsVirtual(source);
        var given = OptionTable.Isolation.Read(source);

        // Runs sudo to find out, so only if a namespace may be needed.
        var reason = isVirtual || given == IsolationKind.Host ? null : Privileges.NamespacesUnavailable;
        return IsolationChoice.Of(given, OptionTable.Isolation.AsGiven(source), isVirtual, reason, Privileges.NeedsSudo);
    }
}
