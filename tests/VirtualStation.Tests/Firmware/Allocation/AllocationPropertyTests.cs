using CsCheck;
using VirtualStation.Firmware.Allocation;

namespace VirtualStation.Tests.Firmware.Allocation;

/// <summary>Properties that hold for the allocation of every group, in both generations.</summary>
[TestClass]
public sealed class AllocationPropertyTests
{
    private const double Tolerance = 0.02;

    private static readonly string[] SharedReasons = [AllocationReason.EqualShare, AllocationReason.MinimumSubset];

    private static readonly Gen<AllocationRules> GenRules = Gen.Bool.Select(isNewer => isNewer ? AllocationRules.September2026 : AllocationRules.July2026);

    private static readonly Gen<GroupStation> GenStation =
        from isOnline in Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false)))
        from isDemanding in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from isCharging in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from minimum in Gen.Int[6, 16]
        from maximum in Gen.Int[6, 80]
        from priority in Gen.Int[0, 2]
        from pilot in Gen.Int[6, 32]
        from measured in Gen.Double[0, 32]
        select new GroupStation("", isOnline, isDemanding, isCharging, minimum, maximum, priority, pilot, measured);

    private static readonly Gen<GroupStation[]> GenStations =
        GenStation.Array[1, 8].Select(stations => stations.Select((station, n) => station with { Id = $"station-{n}" }).ToArray());

    private static readonly Gen<GroupLimits> GenLimits =
        from maximum in Gen.Double[0, 120]
        from factor in Gen.Double[0.5, 1]
        from mode in Gen.Frequency((4, Gen.Const(FailsafeMode.SafeCurrent)), (1, Gen.Const(FailsafeMode.Disable)))
        from safe in Gen.Int[0, 16]
        from assumed in Gen.Int[0, 16]
        from rotation in Gen.Int[0, 3]
        select new GroupLimits(maximum, factor, mode, safe, assumed, TimeSpan.FromSeconds(rotation * 20));

    private static readonly Gen<Group> GenGroup =
        from rules in GenRules
        from limits in GenLimits
        from stations in GenStations
        select new Group(rules, limits, stations);

    [TestMethod]
    public void Compute_AnyGroup_KeepsBudget() => GenGroup.Sample(group =>
    {
        var shared = group.Compute().Allocations.Zip(group.Stations)
            .Where(pair => pair.Second is { IsOnline: true, IsDemanding: true, IsCharging: true })
            .Sum(pair => pair.First.TargetAmps);
        var offline = group.Stations.Count(station => !station.IsOnline);
        return shared <= Math.Max(0, (group.Limits.GroupMaximumAmps * group.Limits.SafetyFactor) - (offline * group.Limits.PeerAssumedAmps)) + Tolerance;
    });

    [TestMethod]
    public void Compute_AnyGroup_KeepsMaximums() => GenGroup.Sample(group => group.Compute().Allocations.Zip(group.Stations)
        .All(pair => pair.First.TargetAmps >= 0 && pair.First.TargetAmps <= pair.Second.MaximumAmps + Tolerance));

    [TestMethod]
    public void Compute_AnyGroup_SharesAtLeastMinimums() => GenGroup.Sample(group => group.Compute().Allocations.Zip(group.Stations)
        .Where(pair => SharedReasons.Contains(pair.First.Reason))
        .All(pair => pair.First.TargetAmps >= Math.Min(pair.Second.MinimumAmps, pair.Second.MaximumAmps)));

    [TestMethod]
    public void Compute_AnyGroup_AllocatesInGivenOrder() => GenGroup.Sample(group => group.Compute().Allocations
        .Select(allocation => allocation.Id)
        .SequenceEqual(group.Limits.GroupMaximumAmps <= 0 ? [] : group.Stations.Select(station => station.Id)));

    // Measured currents are zero, so that no demand cap hides a maximum.
    [TestMethod]
    public void Compute_EqualShare_SharesSurplusFairly() => GenGroup.Sample(group =>
    {
        var stations = group.Stations.Select(station => station with { MeasuredAmps = 0 }).ToArray();
        var shares = (group with { Stations = stations }).Compute().Allocations.Zip(stations)
            .Where(pair => pair.First.Reason == AllocationReason.EqualShare)
            .Select(pair => (Surplus: pair.First.TargetAmps - Math.Min(pair.Second.MinimumAmps, pair.Second.MaximumAmps), pair))
            .ToList();
        return shares.All(share => share.pair.First.TargetAmps >= share.pair.Second.MaximumAmps - Tolerance
            || shares.All(other => other.Surplus <= share.Surplus + Tolerance));
    });

    [TestMethod]
    public void Compute_StationsReordered_GivesSameAllocations() => Gen.Select(GenGroup, Gen.Int[0, 1000]).Sample((group, seed) =>
    {
        var shuffled = group.Stations.ToArray();
        new Random(seed).Shuffle(shuffled);
        var expected = group.Compute().Allocations.ToDictionary(allocation => allocation.Id);
        return (group with { Stations = shuffled }).Compute().Allocations.All(actual =>
            expected[actual.Id].Reason == actual.Reason && Math.Abs(expected[actual.Id].TargetAmps - actual.TargetAmps) < Tolerance);
    });

    [TestMethod]
    public void Compute_RotationUnderScarcity_ServesEveryStation() => Gen.Select(GenRules, Gen.Int[2, 6], Gen.Double[6, 11.9]).Sample((rules, count, budget) =>
    {
        var allocator = new GroupAllocator(rules);
        var limits = new GroupLimits(budget, 1, FailsafeMode.SafeCurrent, 6, 6, TimeSpan.FromSeconds(20));
        var stations = Enumerable.Range(0, count).Select(n => GroupAllocatorTests.Charging($"station-{n}")).ToArray();
        var served = new HashSet<string>();
        var state = AllocationState.Initial;
        for (var turn = 0; turn < count; turn++)
        {
            var computation = allocator.Compute(limits, stations, state, TimeSpan.FromSeconds(20 * turn));
            state = computation.Next;
            served.UnionWith(computation.Allocations.Where(allocation => allocation.TargetAmps > 0).Select(allocation => allocation.Id));
        }

        return served.Count == count;
    });

    [TestMethod]
    public void Compute_SteadyGroup_NeverReverses() => GenGroup.Sample(group =>
    {
        var stations = group.Stations.Select(station => station with { MeasuredAmps = 0 }).ToArray();
        var steady = group with { Stations = stations, Limits = group.Limits with { RotationInterval = TimeSpan.Zero } };
        var first = steady.Compute(AllocationState.Initial);
        var second = steady.Compute(first.Next);
        return steady.Compute(second.Next).Allocations.SequenceEqual(second.Allocations);
    });

    private sealed record Group(AllocationRules Rules, GroupLimits Limits, GroupStation[] Stations)
    {
        public GroupComputation Compute() => Compute(AllocationState.Initial);

        public GroupComputation Compute(AllocationState state) => new GroupAllocator(Rules).Compute(Limits, Stations, state, TimeSpan.FromSeconds(1));

        public override string ToString() => $"{Rules}\n{Limits}\n{string.Join('\n', Stations.Select(station => station.ToString()))}";
    }
}
