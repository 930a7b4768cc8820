using System.Globalization;
using LoadSharing.Lab.Processes;
using Build.Options;

namespace Build.Suite.Measuring;

/// <summary>The command lines of the runs that a benchmark measures: IntegrationTests as a user starts it, with what the user gave to the benchmark.</summary>
/// <param name="source">What the user gave.</param>
/// <param name="options">The same, checked.</param>
/// <param name="root">The checkout.</param>
internal sealed class SuiteCommand(OptionSource source, BuildOptions options, string root)
{
    /// <summary>The test whose stations find each other for the first time; it alone leases a fleet of each size.</summary>
    private const string Discovery = "Name~PeerDiscoveryMdns";

    // Which stations there are: all that virtual ones must not be given.
    private static readonly IReadOnlyList<Option> OfStations =
    [
        OptionTable.Firmware, OptionTable.FirmwareSource, OptionTable.FirmwareEnvironment, OptionTable.Emulator, OptionTable.EmulatorImage, OptionTable.Pull,
        OptionTable.Isolation, OptionTable.KnownDefects,
    ];

    /// <summary>On the stations that the user wants.</summary>
    public ProcessCommand OnGiven(string results) => Command(results, GivenStations, OptionTable.All);

    /// <summary>One fleet of a size, of the stations that the user wants.</summary>
    public ProcessCommand OfSize(string results, int stations) => Command(
        results,
        [.. GivenStations, string.Create(CultureInfo.InvariantCulture, $"--{OptionTable.Instances.Name}={stations}"), $"--{OptionTable.Filter.Name}={Discovery}"],
        OptionTable.All.Except([OptionTable.Instances, OptionTable.Filter]));

    /// <summary>On virtual stations, whatever firmware the user wants.</summary>
    public ProcessCommand OnVirtual(string results) => Command(results, [], OptionTable.All.Except(OfStations)) with
    {
        Environment = OfStations.ToDictionary(option => option.EnvironmentVariable, _ => (string?)null),
    };

    // What the benchmark has built and pulled is not built and pulled again in each run.
    private IReadOnlyList<string> GivenStations =>
    [
        .. options.FirmwareProgram is { } program ? [$"--{OptionTable.Firmware.Name}={program}"] : Array.Empty<string>(),
        .. options.Pull == PullPolicy.Always ? [$"--{OptionTable.Pull.Name}=missing"] : Array.Empty<string>(),
        .. AsGiven(OfStations.Except([OptionTable.Firmware, OptionTable.FirmwareSource, OptionTable.FirmwareEnvironment])
            .Where(option => option != OptionTable.Pull || options.Pull != PullPolicy.Always)),
    ];

    private ProcessCommand Command(string results, IEnumerable<string> stations, IEnumerable<Option> passed)
    {
        IReadOnlyList<string> arguments =
        [
            "--target=IntegrationTests",
            $"--{OptionTable.Results.Name}={results}",
            .. stations,
            .. AsGiven(passed.Except(OfStations).Where(option => option != OptionTable.Results)),
        ];

        // With the script's look for changes: it is part of what a user waits for. PowerShell would not become the program, as a shell does.
        var script = Path.Combine(root, "build.sh");
        return !OperatingSystem.IsWindows() && File.Exists(script)
            ? new ProcessCommand(script, arguments)
            : new ProcessCommand(DotNet.Program, [typeof(SuiteCommand).Assembly.Location, .. arguments]);
    }

    private IEnumerable<string> AsGiven(IEnumerable<Option> passed) => passed
        .Where(option => option.Targets.Contains("IntegrationTests"))
        .SelectMany(option => source.CommandLine(option.Name).Select(value => value.Length == 0 ? $"--{option.Name}" : $"--{option.Name}={value}"));
}
