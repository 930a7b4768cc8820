using VirtualStation.Firmware.Allocation;

namespace VirtualStation.Tests.Firmware.Allocation;

/// <summary>The allocation of single groups (docs/firmware-api.md, "Allocation").</summary>
[TestClass]
public sealed class GroupAllocatorTests
{
    private static readonly GroupAllocator July = new(AllocationRules.July2026);
    private static readonly GroupAllocator September = new(AllocationRules.September2026);
    private static readonly GroupLimits Limits = new(32, 1, FailsafeMode.SafeCurrent, 6, 6, TimeSpan.Zero);

    [TestMethod]
    public void Compute_ThreeCharging_SharesEqually() => AssertAllocations(
        July, Limits, [Charging("a"), Charging("b"), Charging("c")], ("equal_share", 32 / 3.0), ("equal_share", 32 / 3.0), ("equal_share", 32 / 3.0));

    [TestMethod]
    public void Compute_StationWithLowMaximum_SharesItsRest() => AssertAllocations(
        July, Limits, [Charging("a") with { MaximumAmps = 8 }, Charging("b")], ("equal_share", 8), ("equal_share", 24));

    [TestMethod]
    public void Compute_SafetyFactor_LowersBudget() =>
        AssertAllocations(July, Limits with { SafetyFactor = 0.75 }, [Charging("a"), Charging("b")], ("equal_share", 12), ("equal_share", 12));

    [TestMethod]
    public void Compute_CarConnectedOnly_GetsMinimumOutsideBudget() =>
        AssertAllocations(July, Limits, [Charging("a"), Connected("b")], ("equal_share", 32), ("connected_min", 6));

    [TestMethod]
    public void Compute_IdleStationInJuly_GetsNothing() => AssertAllocations(July, Limits, [Charging("a"), Idle("b")], ("equal_share", 32), ("idle", 0));

    [TestMethod]
    public void Compute_IdleStationInSeptember_GetsMinimum() =>
        AssertAllocations(September, Limits, [Charging("a"), Idle("b")], ("equal_share", 32), ("idle", 6));

    [TestMethod]
    public void Compute_BudgetForOneMinimum_GivesItInOrderOfIds() => AssertAllocations(
        July, Limits with { GroupMaximumAmps = 10 }, [Charging("b"), Charging("a")], ("insufficient", 0), ("min_subset", 6));

    [TestMethod]
    public void Compute_BudgetForOneMinimum_GivesItToLowestPriorityNumber() => AssertAllocations(
        July, Limits with { GroupMaximumAmps = 10 }, [Charging("a") with { Priority = 1 }, Charging("b")], ("insufficient", 0), ("min_subset", 6));

    [TestMethod]
    public void Compute_LargeMinimumFirst_GivesRestToSmallerOne() => AssertAllocations(
        July, Limits with { GroupMaximumAmps = 8 }, [Charging("a") with { MinimumAmps = 10 }, Charging("b")], ("insufficient", 0), ("min_subset", 6));

    [TestMethod]
    public void Compute_InsufficientStationAsleep_KeepsItsPlace()
    {
        var scarce = Limits with { GroupMaximumAmps = 10 };
        var first = July.Compute(scarce, [Charging("a"), Charging("b")], AllocationState.Initial, TimeSpan.Zero);

        AssertAllocations(July, Limits, [Charging("a"), Connected("b")], first.Next, ("equal_share", 16), ("equal_share", 16));
    }

    [TestMethod]
    public void Compute_GroupMaximumZero_AllocatesNothing() => AssertAllocations(July, Limits with { GroupMaximumAmps = 0 }, [Charging("a"), Charging("b")]);

    [TestMethod]
    public void Compute_OfflinePeerInJuly_ReservesItsCurrent() =>
        AssertAllocations(July, Limits, [Charging("a"), Offline("b")], ("equal_share", 26), ("offline", 0));

    [TestMethod]
    public void Compute_OfflinePeerInSeptember_LimitsOthersToSafeCurrent() => AssertAllocations(
        September,
        Limits with { SafeCurrentAmps = 8 },
        [Charging("a"), Connected("b"), Idle("c"), Offline("d")],
        ("failsafe_safe_current", 8),
        ("failsafe_safe_current", 6),
        ("failsafe_safe_current", 6),
        ("offline", 0));

    [TestMethod]
    public void Compute_OfflinePeerWhileNoCarCharges_HasReasonIdle() =>
        AssertAllocations(July, Limits, [Connected("a"), Offline("b")], ("connected_min", 6), ("idle", 0));

    [TestMethod]
    public void Compute_OfflinePeerInModeDisable_StopsAll() => AssertAllocations(
        July, Limits with { Mode = FailsafeMode.Disable }, [Charging("a"), Offline("b")], ("failsafe_disabled", 0), ("failsafe_disabled", 0));

    [TestMethod]
    public void Compute_OfflinePeerWithoutSafeCurrentInSeptember_StopsAll() => AssertAllocations(
        September, Limits with { SafeCurrentAmps = 0 }, [Charging("a"), Offline("b")], ("failsafe_disabled", 0), ("failsafe_disabled", 0));

    [TestMethod]
    public void Compute_OfflinePeerWithoutSafeCurrentInJuly_ReservesItsCurrent() =>
        AssertAllocations(July, Limits with { SafeCurrentAmps = 0 }, [Charging("a"), Offline("b")], ("equal_share", 26), ("offline", 0));

    [TestMethod]
    public void Compute_OfflinePeer_ReportsFailsafe() =>
        Assert.IsTrue(July.Compute(Limits, [Charging("a"), Offline("b")], AllocationState.Initial, TimeSpan.Zero).IsFailsafe);

    [TestMethod]
    public void Compute_IntervalOver_MovesTurnToNextStation()
    {
        var scarce = Limits with { GroupMaximumAmps = 10, RotationInterval = TimeSpan.FromSeconds(20) };
        GroupStation[] stations = [Charging("a"), Charging("b")];
        var first = July.Compute(scarce, stations, AllocationState.Initial, TimeSpan.FromSeconds(100));

        var next = July.Compute(scarce, stations, first.Next, TimeSpan.FromSeconds(120));

        Assert.AreEqual("insufficient, min_subset", string.Join(", ", next.Allocations.Select(allocation => allocation.Reason)));
    }

    [TestMethod]
    public void Compute_IntervalOver_KeepsOrderOfPriorities()
    {
        var scarce = Limits with { GroupMaximumAmps = 10, RotationInterval = TimeSpan.FromSeconds(20) };
        GroupStation[] stations = [Charging("a"), Charging("b") with { Priority = 1 }];
        var first = July.Compute(scarce, stations, AllocationState.Initial, TimeSpan.Zero);

        var next = July.Compute(scarce, stations, first.Next, TimeSpan.FromSeconds(20));

        Assert.AreEqual("min_subset, insufficient", string.Join(", ", next.Allocations.Select(allocation => allocation.Reason)));
    }

    internal static GroupStation Charging(string id) => new(id, true, true, true, 6, 32, 0, 32, 0);

    private static GroupStation Connected(string id) => Charging(id) with { IsCharging = false };

    private static GroupStation Idle(string id) => Connected(id) with { IsDemanding = false };

    private static GroupStation Offline(string id) => Charging(id) with { IsOnline = false };

    private static void AssertAllocations(
        GroupAllocator allocator, GroupLimits limits, GroupStation[] stations, params (string Reason, double Amps)[] expected) =>
        AssertAllocations(allocator, limits, stations, AllocationState.Initial, expected);

    private static void AssertAllocations(
        GroupAllocator allocator, GroupLimits limits, GroupStation[] stations, AllocationState state, params (string Reason, double Amps)[] expected)
    {
        var actual = allocator.Compute(limits, stations, state, TimeSpan.Zero).Allocations;

        var rounded = actual.Select(allocation => (allocation.Reason, Math.Round(allocation.TargetAmps, 6))).ToArray();
        CollectionAssert.AreEqual(expected.Select(allocation => (allocation.Reason, Math.Round(allocation.Amps, 6))).ToArray(), rounded);
    }
}
