using System.Reflection;
using System.Text.Json;

namespace LoadSharing.MSTest.Drift;

/// <summary>Asks a firmware for the value of each line of the contract, for <c>--target=Drift</c>. It judges nothing: the build does.</summary>
[LoadSharingTestClass, TestCategory(Category.Drift)]
public sealed class DriftTests : LoadSharingTest
{
    // Probes break promises on purpose: they add a station to itself, for example.
    protected override bool WatchesGroups => false;

    [TestMethod]
    public async Task Drift_FleetOfThree_IsObserved()
    {
        var file = Environment.GetEnvironmentVariable(DriftDocument.FileVariable);
        if (string.IsNullOrEmpty(file))
        {
            throw new AssertInconclusiveException($"{DriftDocument.FileVariable} is not set. Run ./build.sh --target=Drift.");
        }

        var fleet = await FreshFleetAsync(3);
        await using var listener = await ListenAsync();

        var observed = await ObserveAsync(
            fleet, listener, fleet.SharesLink ? null : (await FreshFleetAsync(1))[0], fleet.SharesLink ? null : await FreshFleetAsync(2));

        var missing = new Observed(null, "The suite has no probe for this line.");
        var asked = ContractLines.All.Where(line => !fleet.SharesLink || !(ContractLines.IsLimit(line) || RoleProbes.Lines.Contains(line.Name)));
        var lines = asked.Select(line => Line(line, observed.GetValueOrDefault(line.Name, missing), fleet[0].Document));
        var document = new DriftDocument([.. lines], "");
        document = document with { Draft = DraftPage.Render(document, observed) };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(document, JsonSerializerOptions.Web));
    }

    // The stations work side by side. The first two stay undiscovered until all probes without discovery have ended. Packets show no sender, so those
    // of the single station are observed. On a link that the machine shares, one fleet runs at a time: no packets are observed there, and no pair.
    private static async Task<Dictionary<string, Observed>> ObserveAsync(Fleet fleet, PushListener listener, Station? single, Fleet? pair)
    {
        var (first, second, third) = fleet;
        var observed = new Dictionary<string, Observed>();
        var traffic = single is null ? Task.CompletedTask : RunAsync(new TrafficProbes(single, await single.Fleet.RecordLinkAsync()).All);
        var roles = pair is null ? Task.CompletedTask : RunAsync(new RoleProbes(pair[0], pair[1]).All);
        var group = new GroupProbes(second, first, third);
        var unasked = group.ListsUnaskedAsync(second, first);
        await Task.WhenAll(RunAsync(new AloneProbes(first, listener).All), RunAsync(new SpellingProbes(third, second).All), unasked);
        await RunAsync([(nameof(Contract.SweepsOnlyWhileEnabled), SweepsOnlyWhileEnabledAsync)]);
        await RunAsync(group.All);
        await Task.WhenAll(traffic, roles);
        return observed;

        async Task<object> SweepsOnlyWhileEnabledAsync() => !await unasked && (await group.ListsUnaskedAsync(first, second)
            ? true
            : throw new AssertFailedException("no station lists another one without a request, with load sharing enabled or not"));

        async Task RunAsync(IEnumerable<(string Line, Func<Task<object>> Observe)> probes)
        {
            foreach (var (line, observe) in probes)
            {
                var value = await ProbeAsync(observe);
                lock (observed)
                {
                    observed[line] = value;
                }
            }
        }
    }

    private static async Task<Observed> ProbeAsync(Func<Task<object>> observe)
    {
        try
        {
            return new Observed(await observe(), null);
        }
        catch (AssertFailedException exception)
        {
            return new Observed(null, Excerpt.Of(ControlCharacters.Escape(exception.Message)));
        }
    }

    private static DriftLine Line(PropertyInfo line, Observed observed, StationDocument station)
    {
        var expected = Contract.All.ToDictionary(
            contract => contract.Generation.Name, contract => ContractLines.Text(ContractLines.Value(line, contract, station)));
        return new DriftLine(
            line.Name,
            observed.Value is null ? null : ContractLines.Text(observed.Value),
            expected,
            ContractLines.IsLimit(line),
            observed.Reason,
            observed.Reason is null ? null : KnownDefects.Explain($"Drift_{line.Name}", observed.Reason)?.ToString());
    }
}

/// <summary>The observation of a probe.</summary>
/// <param name="Value">The value, of the type of the line or of its result; null for none.</param>
/// <param name="Reason">Why there is none.</param>
internal sealed record Observed(object? Value, string? Reason);
