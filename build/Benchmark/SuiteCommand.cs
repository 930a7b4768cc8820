using Build.Options;
using LoadSharing.Lab.Processes;

namespace Build.Benchmark;

/// <summary>The command lines of the measured runs: IntegrationTests as a user starts it, with the options given to the benchmark.</summary>
/// <param name="options">The benchmark's options.</param>
/// <param name="root">The checkout.</param>
internal sealed class SuiteCommand(BuildOptions options, string root)
{
    // The test that leases one fleet of each size and times the first discovery.
    private const string DiscoveryTest = "Name~PeerDiscoveryMdns";

    // The options that decide which stations a run has.
    private static readonly IReadOnlyList<Option> StationOptions =
    [
        OptionTable.Firmware, OptionTable.FirmwareSource, OptionTable.FirmwareEnvironment, OptionTable.FirmwareImage, OptionTable.FirmwareImagePath,
        OptionTable.Mdns, OptionTable.FirmwareConfig, OptionTable.Bridge, OptionTable.Emulator, OptionTable.EmulatorBehaviour, OptionTable.EmulatorImage,
        OptionTable.Pull, OptionTable.Isolation, OptionTable.KnownDefects,
    ];

    /// <summary>A run on the user's stations.</summary>
    public ProcessCommand OnGiven(string results) => Command(results, GivenStations, OptionTable.All);

    /// <summary>A run of the discovery test with one fleet of the user's stations.</summary>
    public ProcessCommand OfSize(string results, int stations) => Command(
        results,
        [.. GivenStations, OptionTable.Instances.WithValue(stations.ToString()), OptionTable.Filter.WithValue(DiscoveryTest)],
        OptionTable.All.Except([OptionTable.Instances, OptionTable.Filter, OptionTable.Matrix])) with
    {
        // The discovery test is of no row of the matrix.
        Environment = new Dictionary<string, string?> { [OptionTable.Matrix.EnvironmentVariable] = null },
    };

    /// <summary>A run on virtual stations; the options that choose other stations are left out.</summary>
    public ProcessCommand OnVirtual(string results) => Command(results, [], OptionTable.All.Except(StationOptions)) with
    {
        Environment = StationOptions.ToDictionary(option => option.EnvironmentVariable, _ => (string?)null),
    };

    // The benchmark itself builds the firmware and pulls the image, so that the measured runs do not.
    private IReadOnlyList<string> GivenStations =>
    [
        .. options.FirmwareProgram is { } program ? [OptionTable.Firmware.WithValue(program)] : Array.Empty<string>(),
        .. options.Pull == PullPolicy.Always ? [OptionTable.Pull.WithValue("missing")] : Array.Empty<string>(),
        .. AsGiven(StationOptions.Except([OptionTable.Firmware, OptionTable.FirmwareSource, OptionTable.FirmwareEnvironment])
            .Where(option => option != OptionTable.Pull || options.Pull != PullPolicy.Always)),
    ];

    private ProcessCommand Command(string results, IEnumerable<string> stations, IEnumerable<Option> passed)
    {
        IReadOnlyList<string> arguments =
        [
            "--target=IntegrationTests",
            OptionTable.Results.WithValue(results),
            .. stations,
            .. AsGiven(passed.Except(StationOptions).Where(option => option != OptionTable.Results)),
        ];

        // Users wait for build.sh too, so it is measured. On Windows, PowerShell would stay as the parent process.
        var script = Path.Combine(root, "build.sh");
        return !OperatingSystem.IsWindows() && File.Exists(script)
            ? new ProcessCommand(script, arguments)
            : new ProcessCommand(Repository.DotNet, [typeof(SuiteCommand).Assembly.Location, .. arguments]);
    }

    private IEnumerable<string> AsGiven(IEnumerable<Option> passed) => passed
        .Where(option => option.Targets.Contains("IntegrationTests") && option.Targets.Contains("Benchmark"))
        .SelectMany(option => options.Source.CommandLine(option.Name).Select(option.WithValue));
}
