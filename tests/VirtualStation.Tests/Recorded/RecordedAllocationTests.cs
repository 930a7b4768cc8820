using VirtualStation.Firmware.Allocation;

namespace VirtualStation.Tests.Recorded;

/// <summary>
/// Computes the allocations that a native controller was recorded with. The state of the stations at the moment of a computation is not in the record:
/// it follows from the recorded reasons. Amounts, the choice under scarcity, and the failsafe are compared.
/// </summary>
[TestClass]
public sealed class RecordedAllocationTests
{
    private const string OwnHost = "openevse-native-0.local";

    // A sample shows a computation of the second before it, in which a setting may have changed.
    private const double SampleSeconds = 1.2;

    private static readonly string[] Contracts = ["2026-07", "2026-09"];

    private static readonly GroupLimits Limits = new(32, 1, FailsafeMode.SafeCurrent, 6, 6, TimeSpan.Zero);

    // The settings of the recording script before the clock of a section started. Rotation depends on that clock, so section e is not computed.
    private static readonly Dictionary<string, GroupLimits> Sections = new()
    {
        ["a"] = Limits,
        ["b"] = Limits,
        ["b2"] = Limits,
        ["c"] = Limits,
        ["c2"] = Limits with { SafeCurrentAmps = 8, PeerAssumedAmps = 13 },
        ["d"] = Limits,
        ["f"] = Limits,
        ["g"] = Limits,
        ["h"] = Limits,
        ["j"] = Limits with { Mode = FailsafeMode.Disable },
        ["s1"] = Limits,
        ["s2"] = Limits,
    };

    public static IEnumerable<(string Contract, string Section)> Rows =>
        from contract in Contracts
        from section in Sections.Keys
        select (contract, section);

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Compute_RecordedSection_GivesRecordedAllocations(string contract, string section)
    {
        var computations = Computations(contract, section).ToList();
        var allocator = new GroupAllocator(contract == "2026-07" ? AllocationRules.July2026 : AllocationRules.September2026);

        var differences = computations.Where(recorded => recorded.Limits.All(limits => Compute(allocator, limits, recorded) != Text(recorded.Allocations)))
            .Select(recorded => $"at {recorded.At} s, {recorded.Limits[^1]}: expected {Text(recorded.Allocations)}, "
                + $"actual {Compute(allocator, recorded.Limits[^1], recorded)}")
            .ToList();

        Assert.IsNotEmpty(computations);
        Assert.IsEmpty(differences, string.Join('\n', differences));
    }

    private static string Compute(GroupAllocator allocator, GroupLimits limits, Recorded recorded)
    {
        var stations = recorded.Allocations.Select(allocation => Station(allocation, recorded, limits)).ToList();
        return Text(allocator.Compute(limits, stations, AllocationState.Initial, TimeSpan.Zero).Allocations);
    }

    private static string Text(IEnumerable<StationAllocation> allocations) =>
        string.Join(", ", allocations.Select(allocation => FormattableString.Invariant($"{allocation.Id} {allocation.TargetAmps:F2} {allocation.Reason}")));

    // The allocations of station 0, each time they have changed.
    private static IEnumerable<Recorded> Computations(string contract, string section)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", $"group-{contract}.json")));
        var exchanges = document.RootElement.EnumerateArray()
            .Single(candidate => candidate.GetProperty("section").GetString()!.StartsWith($"{section}: ", StringComparison.Ordinal))
            .GetProperty("exchanges");
        List<(double Until, GroupLimits Limits)> limits = [(double.MaxValue, Sections[section])];
        var ownPriority = contract == "2026-07" && section == "f" ? 2 : 0;
        var last = "";
        foreach (var exchange in exchanges.EnumerateArray().Where(IsOfController))
        {
            var at = exchange.GetProperty("at").GetDouble();
            if (exchange.GetProperty("method").GetString() == "POST" && exchange.GetProperty("path").GetString() == "/config")
            {
                var request = exchange.GetProperty("request");
                limits[^1] = (at, limits[^1].Limits);
                limits.Add((double.MaxValue, Apply(limits[^1].Limits, request)));
                ownPriority = request.TryGetProperty("loadsharing_priority", out var priority) ? priority.GetInt32() : ownPriority;
            }

            if (exchange.GetProperty("path").GetString() != "/loadsharing/status")
            {
                continue;
            }

            var response = exchange.GetProperty("response");
            var allocations = response.GetProperty("allocations").EnumerateArray().Select(Read).ToList();
            if (Text(allocations) is var text && text != last && allocations.Count > 0)
            {
                var recent = limits.Where(entry => entry.Until > at - SampleSeconds).Select(entry => entry.Limits).ToList();
                yield return new Recorded(at, recent, allocations, Ranges(response), ownPriority);
            }

            last = text;
        }
    }

    private static bool IsOfController(JsonElement exchange) => !exchange.TryGetProperty("kind", out _) && exchange.GetProperty("station").GetInt32() == 0;

    private static GroupLimits Apply(GroupLimits limits, JsonElement request)
    {
        foreach (var setting in request.EnumerateObject())
        {
            limits = setting.Name switch
            {
                "loadsharing_group_max_current" => limits with { GroupMaximumAmps = setting.Value.GetDouble() },
                "loadsharing_safety_factor" => limits with { SafetyFactor = setting.Value.GetDouble() },
                "loadsharing_failsafe_safe_current" => limits with { SafeCurrentAmps = setting.Value.GetDouble() },
                "loadsharing_failsafe_peer_assumed_current" => limits with { PeerAssumedAmps = setting.Value.GetDouble() },
                "loadsharing_failsafe_mode" =>
                    limits with { Mode = setting.Value.GetString() == "disable" ? FailsafeMode.Disable : FailsafeMode.SafeCurrent },
                _ => limits,
            };
        }

        return limits;
    }

    private static StationAllocation Read(JsonElement allocation) => new(
        allocation.GetProperty("id").GetString()!, allocation.GetProperty("target_current").GetDouble(), allocation.GetProperty("reason").GetString()!);

    // The minimum, maximum and priority in the rows of the peers. July's own row has none.
    private static Dictionary<string, (double Minimum, double Maximum, int Priority)> Ranges(JsonElement response) => response
        .GetProperty("peers").EnumerateArray()
        .Where(row => row.TryGetProperty("status", out var status) && status.TryGetProperty("max_current", out _))
        .ToDictionary(
            row => row.GetProperty("host").GetString()!,
            row => (Field(row, "min_current"), Field(row, "max_current"), (int)Field(row, "priority")));

    private static double Field(JsonElement row, string name) => row.GetProperty("status").TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private static GroupStation Station(StationAllocation allocation, Recorded recorded, GroupLimits limits)
    {
        var all = recorded.Allocations;
        var isOwn = allocation.Id == OwnHost;
        var isDerated = all.Any(other => other.Reason == AllocationReason.FailsafeSafeCurrent);

        // While no car charges, an offline station has the reason idle.
        var isOffline = allocation.Reason == AllocationReason.Offline
            || (!isOwn && allocation.Reason == AllocationReason.FailsafeDisabled)
            || (!isOwn && isDerated && allocation is { Reason: AllocationReason.Idle, TargetAmps: 0 });
        var isCharging = allocation.Reason is AllocationReason.EqualShare or AllocationReason.MinimumSubset or AllocationReason.Insufficient
            || (allocation.Reason == AllocationReason.FailsafeSafeCurrent && all.Any(other => other.Reason == AllocationReason.Offline));
        var (minimum, maximum, priority) = recorded.Ranges.GetValueOrDefault(allocation.Id, (6, 32, isOwn ? recorded.OwnPriority : 0));
        return new GroupStation(
            allocation.Id,
            IsOnline: !isOffline,
            IsDemanding: isCharging || allocation.Reason == AllocationReason.ConnectedMinimum,
            isCharging,
            minimum,
            isOwn && HasCap(allocation, all, limits) ? allocation.TargetAmps : maximum,
            priority,
            PilotAmps: 0,
            MeasuredAmps: 0);
    }

    // The controller's own car has a demand cap if its share is below another one, or leaves a rest. After its start, its maximum is still unknown.
    private static bool HasCap(StationAllocation own, List<StationAllocation> all, GroupLimits limits)
    {
        var budget = (limits.GroupMaximumAmps * limits.SafetyFactor) - (all.Count(other => other.Reason == AllocationReason.Offline) * limits.PeerAssumedAmps);
        return own is { Reason: AllocationReason.FailsafeSafeCurrent, TargetAmps: 0 }
            || (own.Reason == AllocationReason.EqualShare
                && (all.Any(other => other.TargetAmps > own.TargetAmps)
                    || all.Where(other => other.Reason == AllocationReason.EqualShare).Sum(other => other.TargetAmps) < budget - 0.1));
    }

    private sealed record Recorded(
        double At,
        IReadOnlyList<GroupLimits> Limits,
        List<StationAllocation> Allocations,
        Dictionary<string, (double Minimum, double Maximum, int Priority)> Ranges,
        int OwnPriority);
}
