using LoadSharing.Lab.Emulators;

namespace Build.Options;

/// <content>The options of emulators, and of the serial line to them.</content>
internal static partial class OptionTable
{
    public static Option<EmulatorChoice?> Emulator { get; } = new("emulator", "docker|virtual|COMMAND", null, Parse.Emulator)
    {
        Description = "Emulator of each station: a Docker container, the one in this repository, or a command that starts one.",
        DefaultText = "docker with a firmware, else virtual",
        Example = "docker",
        Targets = TestedOrCompared,
    };

    public static Option<EmulatorBehaviour> EmulatorBehaviour { get; } = new("emulator-behaviour", "public|charger", default, Parse.EmulatorBehaviour)
    {
        Description = "Behaviour of a virtual emulator: as the public one, or as a real charger, which confirms a new pilot and can be woken from sleep.",
        DefaultText = "public",
        Example = "charger",
        Targets = Stations,
    };

    public static Option<string> EmulatorImage { get; } = new("emulator-image", "IMAGE", DefaultImage, ImageReference.Parse)
    {
        Description = "Container image of --emulator=docker: [registry[:port]/]path[:tag][@digest].",
        Example = DefaultImage,
        Targets = TestedOrCompared,
    };

    public static Option<PullPolicy> Pull { get; } = new(
        "pull", "missing|always|never", PullPolicy.Missing,
        Parse.OneOf(("missing", PullPolicy.Missing), ("always", PullPolicy.Always), ("never", PullPolicy.Never)))
    {
        Description = "When to pull the container images.",
        Example = "always",
        Targets = TestedOrCompared,
    };

    public static Option<BridgeKind> Bridge { get; } = new(
        "bridge", "socat|own", BridgeKind.Socat, Parse.OneOf(("socat", BridgeKind.Socat), ("own", BridgeKind.Own)))
    {
        Description = "Serial bridge of a native firmware: socat, or this repository's, which drops late answers and logs each line with its time.",
        Example = "own",
        Targets = TestedOrCompared,
    };
}
