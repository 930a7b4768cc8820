using LoadSharing.Lab.Components;
using LoadSharing.Lab.Networks;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Firmware;

/// <summary>The firmware of <c>virtual-station</c>.</summary>
/// <param name="program">The program.</param>
/// <param name="generation">The generation of its API.</param>
/// <param name="mutant">The mutant to run; null for none.</param>
public sealed class VirtualFirmware(VirtualStationProgram program, ApiGeneration generation, string? mutant = null) : StationFirmware
{
    // virtual-station firmware --help describes it.
    private const string UnreachablePeersFile = "unreachable-peers";

    /// <inheritdoc />
    public override string Description => mutant is null ? "virtual firmware" : $"virtual firmware with the mutant {mutant}";

    /// <inheritdoc />
    public override double TimeFactor => program.TimeFactor;

    internal ApiGeneration Generation => generation;

    internal override IReadOnlyList<ApiGeneration> Generations => ApiGeneration.All;

    internal bool IsMutant => mutant is not null;

    internal override bool HasOwnLink => true;

    internal override bool SetsUptime => true;

    internal override bool SharesProcess => program.IsShared;

    internal override async Task SetUnreachableAsync(StationSpec station, IReadOnlyList<StationSpec> peers, INetwork network)
    {
        var file = Path.Combine(station.StateDirectory, UnreachablePeersFile);
        if (peers.Count == 0)
        {
            File.Delete(file);
            return;
        }

        // Moved, so that the firmware never reads a part of it.
        await File.WriteAllLinesAsync(file + ".new", peers.Select(peer => peer.PeerHost));
        File.Move(file + ".new", file, overwrite: true);
    }

    internal override StationFirmware WithGeneration(ApiGeneration other) => new VirtualFirmware(program, other);

    internal override Component Create(StationSpec station, IReadOnlyList<string> serialArguments, INetwork network, ComponentFactory components)
    {
        IReadOnlyList<string> arguments =
        [
            "firmware", "--contract", generation.Name, "--mdns-link", station.Link,
            .. components.TimeArguments(program),
            .. station.Uptime > TimeSpan.Zero ? ["--uptime", $"{station.Uptime.TotalSeconds:0}"] : Array.Empty<string>(),
            .. mutant is null ? Array.Empty<string>() : ["--mutant", mutant],
            .. serialArguments,
        ];
        var spec = station.Component(ComponentKind.Firmware);

        // It waits for nothing in a busy loop, so it needs no niceness.
        var command = Command(station, program.Path, arguments, RuntimeVariables.NoDiagnostics) with { StopSignal = ProcessSignal.Kill, Niceness = 0 };
        return program.IsShared
            ? components.Shared(spec, command, Ready(station, components))
            : components.Process(spec, network.Enter(command), Ready(station, components));
    }
}
