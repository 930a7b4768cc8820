using LoadSharing.Lab.Networks;
namespace Build.Options;

/// <summary>Every option, once.</summary>
internal static class OptionTable
{
    private static readonly string[] RunsStations = ["IntegrationTests", "Up", "Benchmark"];
    private static readonly string[] RunsSuite = ["IntegrationTests", "Benchmark", "Prove"];
    private static readonly string[] KnowsStations = ["IntegrationTests", "Up", "Benchmark", "CheckPrerequisites", "BuildFirmware", "PullImage"];

    private const int MostParallel = 64;
    private const long BytesATest = 256L << 20;

    // Tests wait more than they work; a test of four real stations takes some 250 MB, with their emulators. Where they are more, the lab has tests wait.
    private static readonly int DefaultParallel = (int)Math.Clamp(
        Math.Min(8L * Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesATest), 1, MostParallel);

    /// <summary>Which rows of the suite run.</summary>
    public static Option<IReadOnlyList<int>> Instances { get; } = new(
        "instances", "N,…", [2, 3, 4], "2,3,4; of Prove: 3", "LOADSHARING_INSTANCES",
        "Fleet sizes that the tests with instance counts run with.", Parse.InstanceCounts, RunsSuite);

    /// <summary>Which tests run.</summary>
    public static Option<string?> Filter { get; } = new(
        "filter", "EXPRESSION", null, "all tests", "LOADSHARING_FILTER",
        "Which tests run, in MSTest's filter syntax: FullyQualifiedName~Discover, TestCategory=peers, joined by & and |.", Parse.Text, RunsSuite);

    /// <summary>How many times the suite runs.</summary>
    public static Option<int> Repeat { get; } = new(
        "repeat", "N", 1, "1", "LOADSHARING_REPEAT",
        "Runs the suite N times in one lab and counts failures by test.", Parse.Count(1, 1000), ["IntegrationTests"]);

    /// <summary>How many tests run at once.</summary>
    public static Option<int> Parallel { get; } = new(
        "parallel", "N", DefaultParallel, "8 a core, fewer with less than 256 MB each", "LOADSHARING_PARALLEL",
        "How many tests run at once; they wait more than they work, so more than there are cores.", Parse.Count(1, MostParallel), RunsSuite);

    /// <summary>The order of tests; null for that of the suite.</summary>
    public static Option<int?> Seed { get; } = new(
        "seed", "N", null, "none: the longest first", "LOADSHARING_SEED",
        "Shuffles the tests; the same number gives the same order, and each round of --repeat the next one.", text => Parse.Count(0, 1_000_000_000)(text), ["IntegrationTests", "Benchmark"]);

    /// <summary>The part of the suite that runs; null for all.</summary>
    public static Option<Shard?> Shard { get; } = new(
        "shard", "i/n", null, "all tests", "LOADSHARING_SHARD",
        "Runs the i-th of n parts of the suite, which take about the same time by tests/durations.json: one for each machine.", Options.Shard.Read, ["IntegrationTests"]);

    /// <summary>Whether a failed run leaves its stations running.</summary>
    public static Option<bool> Keep { get; } = new(
        "keep", "", false, "off", "LOADSHARING_KEEP",
        "Leaves the stations of failed tests running after the run; --target=Cleanup ends them.", Parse.Switch, ["IntegrationTests"]);

    /// <summary>Where results and logs go.</summary>
    public static Option<string?> Results { get; } = new(
        "results", "DIR", null, "artifacts/results", "LOADSHARING_RESULTS",
        "Where results, reports and logs are written.", Parse.Text, ["IntegrationTests", "Test", "Up", "Logs", "Benchmark", "Prove", "BuildFirmware"]);

    /// <summary>How many stations <c>Up</c> starts.</summary>
    public static Option<int> Stations { get; } = new(
        "stations", "N", 2, "2", "LOADSHARING_STATIONS",
        "How many stations to start.", Parse.Count(1, Parse.MaximumStations), ["Up"]);

    /// <summary>Whose log is shown.</summary>
    public static Option<string?> Station { get; } = new(
        "station", "NAME", null, "all", "LOADSHARING_STATION",
        "The station whose logs are shown, as Status names it.", Parse.Text, ["Logs"]);

    /// <summary>The firmware under test, as a built program.</summary>
    public static Option<string?> Firmware { get; } = new(
        "firmware", "PATH", null, "the virtual firmware", "NATIVE_BINARY_PATH",
        "A native build of the WiFi firmware to test.", Parse.Text, KnowsStations);

    /// <summary>The firmware under test, as a checkout.</summary>
    public static Option<string?> FirmwareSource { get; } = new(
        "firmware-source", "DIR", null, "none", "LOADSHARING_FIRMWARE_SOURCE",
        "A checkout of the WiFi firmware: built with pio run, then tested.", Parse.Text, KnowsStations);

    /// <summary>The PlatformIO environment of <see cref="FirmwareSource"/>.</summary>
    public static Option<string> FirmwareEnvironment { get; } = new(
        "firmware-env", "ENV", "native_openevse", "native_openevse", "LOADSHARING_FIRMWARE_ENV",
        "The PlatformIO environment that --firmware-source is built with.", Parse.Text, KnowsStations);

    /// <summary>The emulator that stations get; null where the firmware decides.</summary>
    public static Option<EmulatorChoice?> Emulator { get; } = new(
        "emulator", "docker|virtual|COMMAND", null, "docker with a firmware, else virtual", "LOADSHARING_EMULATOR",
        "The emulator of each station: a container, this repo's own, or a command that starts one.", Parse.Emulator, KnowsStations);

    /// <summary>The image of <see cref="EmulatorKind.Docker"/>.</summary>
    public static Option<string> EmulatorImage { get; } = new(
        "emulator-image", "IMAGE", "ghcr.io/jeremypoulter/openevse_emulator:latest", "ghcr.io/jeremypoulter/openevse_emulator:latest",
        "LOADSHARING_EMULATOR_IMAGE", "The container image of --emulator=docker.", Parse.Text, KnowsStations);

    /// <summary>When the image is pulled.</summary>
    public static Option<PullPolicy> Pull { get; } = new(
        "pull", "missing|always|never", PullPolicy.Missing, "missing", "LOADSHARING_PULL",
        "When the container image is pulled.",
        Parse.OneOf(("missing", PullPolicy.Missing), ("always", PullPolicy.Always), ("never", PullPolicy.Never)), KnowsStations);

    /// <summary>Whether each part of a virtual station has a process of its own.</summary>
    public static Option<bool> OwnProcesses { get; } = new(
        "own-processes", "", false, "off: all share one", "LOADSHARING_OWN_PROCESSES",
        "Gives each part of a virtual station a process of its own, as real stations have: slower; for a debugger, or to end one by hand.",
        Parse.Switch, [.. RunsStations, "Prove"]);

    /// <summary>Which network fleets get; null where firmware and machine decide.</summary>
    public static Option<IsolationKind?> Isolation { get; } = new(
        "isolation", "namespace|host", null, "namespace for a firmware where Linux and root, or sudo without a password, allow it, else host", "LOADSHARING_ISOLATION",
        "Whether each fleet gets a network namespace with an mDNS of its own, or all share this machine's.",
        Parse.OneOf<IsolationKind?>(("namespace", IsolationKind.Namespace), ("host", IsolationKind.Host)), KnowsStations);

    /// <summary>The generation of the peer API; null where it is found out.</summary>
    public static Option<ApiGeneration?> Contract { get; } = new(
        "contract", "2026-02|2026-07", null, "asked of the firmware; virtual stations: 2026-07", "LOADSHARING_CONTRACT",
        "The generation of the peer API: what virtual stations speak, and what a firmware must speak.",
        Parse.OneOf<ApiGeneration?>([.. ApiGeneration.All.Select(generation => (generation.Name, (ApiGeneration?)generation))]), [.. RunsStations, "Prove"]);

    /// <summary>Which file declares known defects.</summary>
    public static Option<KnownDefectsChoice> KnownDefects { get; } = new(
        "known-defects", "FILE|none", KnownDefectsChoice.OfFirmware, "this repo's file for a firmware, none for virtual stations", "LOADSHARING_KNOWN_DEFECTS_FILE",
        "Which failures are known defects of the firmware: reported, and no failure of the run.", Parse.KnownDefects, ["IntegrationTests", "Benchmark"]);

    /// <summary>Stretches every time-out.</summary>
    public static Option<double> TimeoutFactor { get; } = new(
        "timeout-factor", "F", 1, "1", "LOADSHARING_TIMEOUT_FACTOR",
        "Multiplies every time-out of lab and suite, for a slow or busy machine.", Parse.Factor(0.1, 100), [.. RunsStations, "Prove"]);

    /// <summary>How fast the time of firmwares runs.</summary>
    public static Option<double> TimeFactor { get; } = new(
        "time-factor", "N", 1, "1: off", "LOADSHARING_TIME_FACTOR",
        "Lets the time of firmwares run N times as fast, so that tests wait less for their timers: a firmware under libfaketime, virtual stations by themselves.",
        Parse.Factor(1, 100), RunsStations);

    /// <summary>How often the benchmark measures.</summary>
    public static Option<int> Runs { get; } = new(
        "runs", "N", 5, "5", "LOADSHARING_RUNS",
        "How many times each command is measured.", Parse.Count(1, 100), ["Benchmark"]);

    /// <summary>A command that is measured in turn with this suite.</summary>
    public static Option<IReadOnlyList<string>> Against { get; } = new(
        "against", "COMMAND", [], "none", "LOADSHARING_AGAINST",
        "Another command, measured in turn with the suite, such as \"pytest -q /path/to/test_peers.py\"; the ratio is printed.", Parse.SplitCommand, ["Benchmark"]);

    /// <summary>The fleet sizes whose cost is measured; null where the firmware decides.</summary>
    public static Option<IReadOnlyList<int>?> Scale { get; } = new(
        "scale", "N,…|none", null, "2,4,8,16,32 for virtual stations, else none", "LOADSHARING_SCALE",
        "Fleet sizes whose bring-up, discovery, memory and processor time are measured.", text => text is "none" ? [] : Parse.InstanceCounts(text), ["Benchmark"]);

    /// <summary>Which defects are proven; none for all.</summary>
    public static Option<IReadOnlyList<string>> Defects { get; } = new(
        "defects", "NAME,…", [], "all", "LOADSHARING_DEFECTS",
        "Which deliberate defects the suite is proven with.", Parse.Names, ["Prove"]);

    /// <summary>All options, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        Instances, Filter, Repeat, Parallel, Seed, Shard, Keep, Results, Firmware, FirmwareSource, FirmwareEnvironment, Emulator, EmulatorImage, Pull, Isolation,
        OwnProcesses, Contract, KnownDefects, TimeoutFactor, TimeFactor, Stations, Station, Runs, Against, Scale, Defects,
    ];
}
