using LoadSharing.Lab.Firmware;
using LoadSharing.Lab.Networks;

namespace Build.Options;

/// <summary>Every option of the command line.</summary>
internal static partial class OptionTable
{
    private const string DefaultImage = "ghcr.io/jeremypoulter/openevse_emulator:latest";
    private const string FirmwareImageExample = "ghcr.io/openevse/openevse-wifi-native:master";
    private const string Automatic = "auto";
    private const int MaximumParallel = 64;

    /// <summary>The largest <c>--seed</c>.</summary>
    public const int MaximumSeed = 1_000_000_000;

    // A test with four real stations takes about 250 MB, emulators included.
    private const long MemoryPerTest = 256L << 20;

    // Properties, because the initialisers of the other files of this class may run first.
    private static string[] Integration => ["IntegrationTests"];
    private static string[] Suite => ["IntegrationTests", "Benchmark", "Compare", "MutationTest"];
    private static string[] Stations => ["IntegrationTests", "Up", "Benchmark", "Compare", "Drift", "FaultCampaign"];
    private static string[] Tested => ["IntegrationTests", "Up", "Benchmark", "Drift", "FaultCampaign", "CheckPrerequisites", "BuildFirmware", "PullImage"];
    private static string[] TestedOrCompared => [.. Tested, "Compare"];

    // Tests mostly wait, but real stations compute while they wait: see docs/performance.md.
    private const int TestsPerCore = 16;
    private const int FirmwareTestsPerCore = 20;

    /// <summary>The number of tests that run at once without <c>--parallel</c>.</summary>
    /// <param name="isVirtual">Whether the stations are virtual.</param>
    public static int DefaultParallel(bool isVirtual)
    {
        var byCores = (isVirtual ? TestsPerCore : FirmwareTestsPerCore) * Environment.ProcessorCount;
        return (int)Math.Clamp(Math.Min(byCores, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryPerTest), 1, MaximumParallel);
    }

    /// <summary>The contract of virtual stations without <c>--contract</c>.</summary>
    public static ApiGeneration DefaultVirtualContract => ApiGeneration.All[^1];

    public static Option<IReadOnlyList<int>> Instances { get; } = new("instances", "N,…", [2, 3, 4], Parse.FleetSizes)
    {
        Description = "Fleet sizes that the tests with instance counts run with.",
        DefaultText = "2,3,4; MutationTest: 3",
        Example = "2,3,4",
        Targets = Suite,
    };

    public static Option<string?> Filter { get; } = new("filter", "EXPRESSION", null, Parse.Text)
    {
        Description = "Runs the tests that match, in MSTest's filter syntax: FullyQualifiedName~Discover, TestCategory=peers, combined with & and |.",
        DefaultText = "all tests",
        Example = "FullyQualifiedName~Discover",
        Targets = Suite,
    };

    public static Option<IReadOnlyList<string>> Matrix { get; } = new("matrix", "ROW,…", [], Parse.ListOf(MatrixRow.All))
    {
        Description = $"Runs only these rows of the matrix of configurations that break groups in the field: {string.Join(", ", MatrixRow.All)}.",
        DefaultText = "all tests of the suite, which include all rows",
        Example = $"{MatrixRow.Auth},{MatrixRow.Mixed}",
        Targets = Suite,
    };

    public static Option<int?> Repeat { get; } = new("repeat", "N", null, text => Parse.Integer(1, 1000)(text))
    {
        Description = "Runs the suite N times in one lab and counts the failures of each test; Compare runs it N times on each build.",
        DefaultText = "1; Compare: 3",
        Example = "10",
        Targets = ["IntegrationTests", "Compare"],
    };

    public static Option<int?> Parallel { get; } = new("parallel", "N", null, text => Parse.Integer(1, MaximumParallel)(text))
    {
        Description = "Number of tests that run at once. Tests mostly wait, so the default is above the number of cores.",
        DefaultText = $"{TestsPerCore} per core, {FirmwareTestsPerCore} with a firmware, at most {MaximumParallel}, fewer if a test would get less than 256 MB",
        Example = "4",
        Targets = Suite,
    };

    public static Option<int?> Seed { get; } = new("seed", "N", null, text => Parse.Integer(0, MaximumSeed)(text))
    {
        Description = "Shuffles the tests. The same number gives the same order; each round of --repeat has its own. FaultCampaign draws its faults by it.",
        DefaultText = "none: MSTest's order; FaultCampaign: a random one, which it prints",
        Example = "7",
        Targets = ["IntegrationTests", "Benchmark", "Compare", "FaultCampaign"],
    };

    public static Option<Shard?> Shard { get; } = new("shard", "i/n", null, Options.Shard.Parse)
    {
        Description = "Runs part i of n, to divide the suite among machines. The parts take about the same time, by tests/durations.json.",
        DefaultText = "all tests",
        Example = "1/3",
        Targets = Integration,
    };

    public static Option<bool> Keep { get; } = new("keep", "", false, Parse.Switch)
    {
        Description = "Keeps the stations of failed tests running after the run; --target=Cleanup stops them.",
        Targets = Integration,
    };

    public static Option<string?> Firmware { get; } = new("firmware", "PATH", null, Parse.Text)
    {
        Description = "Native build of the WiFi firmware to test.",
        DefaultText = "the virtual firmware",
        EnvironmentVariable = "NATIVE_BINARY_PATH",
        Example = ".pio/build/native_openevse/program",
        Targets = Tested,
    };

    public static Option<string?> FirmwareSource { get; } = new("firmware-source", "DIR", null, Parse.Text)
    {
        Description = "Checkout of the WiFi firmware to build with pio run, then to test.",
        Example = "../openevse_esp32_firmware",
        Targets = Tested,
    };

    public static Option<string> FirmwareEnvironment { get; } = new("firmware-env", "ENV", "native_openevse", Parse.Text)
    {
        Description = "PlatformIO environment that --firmware-source is built with.",
        Example = "native_openevse",
        Targets = Tested,
    };

    public static Option<string?> FirmwareImage { get; } = new("firmware-image", "IMAGE", null, ImageReference.Parse)
    {
        Description = "Container image with a native build of the WiFi firmware, as the firmware's workflow native_docker publishes it. Its program is tested.",
        Example = FirmwareImageExample,
        Targets = Tested,
    };

    public static Option<string?> FirmwareImagePath { get; } = new("firmware-image-path", "PATH", null, PathInImage.Parse)
    {
        Description = "Path of the firmware's program in its image.",
        DefaultText = $"the image's label {PathInImage.Label}, else {PathInImage.Default}",
        Example = PathInImage.Default,
        Targets = TestedOrCompared,
    };

    public static Option<MdnsKind?> Mdns { get; } = new(
        "mdns", $"{Automatic}|avahi|firmware", null, Parse.OneOf<MdnsKind?>((Automatic, null), ("avahi", MdnsKind.Avahi), ("firmware", MdnsKind.Firmware)))
    {
        Description = "Program that answers mDNS for a native firmware: Avahi, or the firmware itself, for which a fleet's namespace has no Avahi.",
        DefaultText = "auto: firmware in a namespace if the program is an ELF file that does not name Avahi, else avahi",
        Example = "firmware",
        Targets = Tested,
    };

    public static Option<IReadOnlyList<string>> FirmwareConfig { get; } = new("firmware-config", "NAME=VALUE,…", [], Parse.FirmwareSettings)
    {
        Description = "Settings for a native firmware: each is an argument --set-config NAME=VALUE, after those of the lab.",
        DefaultText = "none",
        Example = "ssid=EPX_OK,sntp_enabled=true",
        Targets = Tested,
    };

    public static Option<IsolationKind?> Isolation { get; } = new(
        "isolation", "namespace|host", null, Parse.OneOf<IsolationKind?>(("namespace", IsolationKind.Namespace), ("host", IsolationKind.Host)))
    {
        Description = "Network of fleets with a native firmware: a network namespace with its own mDNS for each fleet, or this machine's for all.",
        DefaultText = "namespace where the kernel and root (or sudo without a password) allow it, else host",
        Example = "host",
        Targets = TestedOrCompared,
    };

    public static Option<bool> OwnProcesses { get; } = new("own-processes", "", false, Parse.Switch)
    {
        Description = "Runs each component of a virtual station in a process of its own, as with real stations. Slower; for debuggers, or to kill one by hand.",
        DefaultText = "off: all share one process",
        Targets = [.. Stations, "MutationTest"],
    };

    public static Option<ApiGeneration?> Contract { get; } = new(
        "contract", $"{Automatic}|{string.Join('|', ApiGeneration.All)}", null,
        Parse.OneOf<ApiGeneration?>([(Automatic, null), .. ApiGeneration.All.Select(generation => (generation.Name, (ApiGeneration?)generation))]))
    {
        Description = "Generation of the API contract: the one that virtual stations implement, or that a firmware must have.",
        DefaultText = $"{Automatic}: {DefaultVirtualContract} for virtual stations, detected for a firmware",
        Example = "2026-07",
        Targets = [.. Stations, "MutationTest"],
    };

    public static Option<KnownDefectsChoice> KnownDefects { get; } = new("known-defects", "FILE|none", KnownDefectsChoice.Repository, Parse.KnownDefects)
    {
        Description = "File that declares known defects of the firmware. A failure that shows one is reported and does not fail the run.",
        DefaultText = "tests/known-defects.json",
        EnvironmentVariable = "LOADSHARING_KNOWN_DEFECTS_FILE",
        Example = "tests/known-defects.json",
        Targets = ["IntegrationTests", "Benchmark", "Compare", "Drift", "FaultCampaign"],
    };

    public static Option<double> TimeoutFactor { get; } = new("timeout-factor", "F", 1, Parse.Number(0.1, 100))
    {
        Description = "Multiplies every timeout of lab and tests, for a slow or busy machine.",
        Example = "2.5",
        Targets = [.. Stations, "MutationTest"],
    };

    public static Option<double?> TimeFactor { get; } = new("time-factor", "N", null, text => Parse.Number(1, 100)(text))
    {
        Description = "Runs the clock of stations N times as fast, so that tests wait less for their timers. That of virtual stations slows down on a busy "
            + "machine. A native firmware needs libfaketime.",
        DefaultText = "10 for virtual stations, otherwise 1",
        Example = "5",
        Targets = [.. Stations, "CheckPrerequisites"],
    };

    public static Option<long> LogLimit { get; } = new("log-limit", "SIZE", 64 * Parse.Megabyte, Parse.Size)
    {
        Description = "Longest log of a component, in MB or GB. A component that exceeds it is killed, which fails the test.",
        DefaultText = "64MB",
        Example = "256MB",
        Targets = Stations,
    };

    public static Option<string?> Station { get; } = new("station", "NAME", null, Parse.Text)
    {
        Description = "Station whose logs are printed, by the name that --target=Status shows.",
        DefaultText = "all",
        Example = "station-0",
        Targets = ["Logs"],
    };

    public static Option<int?> Build { get; } = new("build", "ID", null, text => Parse.Integer(1, int.MaxValue)(text))
    {
        Description = "Cleans up only after the build with this process id, and not after fleets that --keep kept. A killed build's supervisor uses it.",
        DefaultText = "all",
        Example = "4711",
        Targets = ["Cleanup"],
    };

    public static Option<int> Runs { get; } = new("runs", "N", 5, Parse.Integer(1, 100))
    {
        Description = "Number of measured runs after the first, cold one.",
        Example = "3",
        Targets = ["Benchmark"],
    };

    public static Option<IReadOnlyList<string>> Against { get; } = new("against", "COMMAND", [], Parse.Command)
    {
        Description = "Another command to measure alternately with the suite. The report has the ratio of the medians.",
        Example = "\"pytest -q test_peers.py\"",
        Targets = ["Benchmark"],
    };

    public static Option<string?> Guard { get; } = new("guard", "FILE", null, Parse.Text)
    {
        Description = "The benchmark.json of an earlier benchmark. Fails if the suite takes a quarter longer, as a multiple of a fixed workload.",
        DefaultText = "no comparison",
        Example = "benchmark.json",
        Targets = ["Benchmark"],
    };

    public static Option<IReadOnlyList<int>?> Scale { get; } = new("scale", "N,…|none", null, text => text is "none" ? [] : Parse.FleetSizes(text))
    {
        Description = "Fleet sizes whose startup, discovery, memory and processor time are measured.",
        DefaultText = "2,4,8,16,32 for virtual stations, none for a firmware",
        Example = "2,4,8",
        Targets = ["Benchmark"],
    };

    public static Option<string?> Base { get; } = new("base", "PATH|IMAGE|virtual[:MUTANT]", null, Parse.Text)
    {
        Description = "Build to compare with: a native build, a container image with one, the virtual firmware, or a mutant of it.",
        Example = FirmwareImageExample,
        Targets = ["Compare"],
    };

    public static Option<string?> Head { get; } = new("head", "PATH|IMAGE|virtual[:MUTANT]", null, Parse.Text)
    {
        Description = "Build that is compared with --base.",
        Example = ".pio/build/native_openevse/program",
        Targets = ["Compare"],
    };

    public static Option<IReadOnlyList<string>> Mutants { get; } = new("mutants", "NAME,…", [], Parse.Names)
    {
        Description = "Mutants of the virtual firmware that the suite is run against. An unknown name prints the known ones.",
        DefaultText = "all",
        Example = "duplicate-row",
        Targets = ["MutationTest"],
    };

    /// <summary>All options, in the order of the help.</summary>
    public static IReadOnlyList<Option> All => field ??=
    [
        Instances, Filter, Matrix, Repeat, Parallel, Seed, Shard, Keep, Results, Baseline, RecordsAll, Firmware, FirmwareSource, FirmwareEnvironment,
        FirmwareImage, FirmwareImagePath, Mdns, FirmwareConfig, Emulator, EmulatorBehaviour, EmulatorImage, Pull, Bridge, Isolation, OwnProcesses, Contract,
        KnownDefects, TimeoutFactor, TimeFactor, LogLimit, StationCount, Open, Duration, Station, Build, Runs, Against, Guard, Scale, Base, Head, Mutants,
    ];
}
