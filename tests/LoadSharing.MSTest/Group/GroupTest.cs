namespace LoadSharing.MSTest.Group;

/// <summary>The base of the tests of groups: the first station of the fleet is the controller, all others are its members.</summary>
public abstract class GroupTest : LoadSharingTest
{
    /// <summary>The maximum of a group without other settings, in A.</summary>
    protected const double GroupMaximum = 32;

    /// <summary>The reason of a station that charges with its share.</summary>
    protected const string EqualShare = "equal_share";

    /// <summary>The reason of a member that the controller does not reach.</summary>
    protected const string Offline = "offline";

    /// <summary>The lowest current that a charger offers, in A.</summary>
    protected const double Minimum = 6;

    // The emulator's current varies by a hundredth.
    private const double Tolerance = 0.5;

    /// <summary>
    /// Forms a group and waits for its first allocations. The cars charge before the group exists: a station that is given 0 A before falls asleep, and on
    /// the public emulator it never wakes.
    /// </summary>
    /// <param name="settings">The controller's, which it pushes to its members; null for <see cref="GroupSettings.OfController"/>.</param>
    /// <param name="cars">How many stations have a car that charges, from the first one on; null for all.</param>
    /// <param name="priorities">The priority of each station; null for 0.</param>
    /// <param name="ownCar">The current that the controller's car draws, in A, independent of its charger's offer; null for the offer.</param>
    protected async Task<Fleet> GroupAsync(
        int stations, GroupSettings? settings = null, int? cars = null, int[]? priorities = null, double? ownCar = null)
    {
        var fleet = await ChargingFleetAsync(stations, cars);
        if (ownCar is { } amps)
        {
            await fleet[0].Emulator.DrawAsync(amps);
        }

        foreach (var (station, priority) in fleet.Zip(priorities ?? []))
        {
            await SetPriorityAsync(fleet, station, priority);
        }

        await JoinAllAsync(fleet[0], fleet, settings);
        await EventuallyIsCompleteAsync(fleet[0], stations);
        return fleet;
    }

    /// <summary>The settings of a controller whose members are in failsafe 10 s after its last frame.</summary>
    protected static GroupSettings ShortHeartbeat { get; } = GroupSettings.OfController with { HeartbeatSeconds = 10 };

    /// <summary>Leases stations that list each other and whose cars charge, without a group.</summary>
    /// <param name="cars">How many stations have a car that charges, from the first one on; null for all.</param>
    protected async Task<Fleet> ChargingFleetAsync(int stations, int? cars = null)
    {
        var fleet = await FleetAsync(stations);
        Contract.SkipUnless(Contract.HasRoles, "groups");

        // A firmware that does not know its charger's limits yet, as for seconds after its start, would give itself 0 A.
        var ready = fleet.Select((station, index) =>
            index < (cars ?? stations) ? ChargeAsync(station) : Eventually(station.GetChargerStateAsync, within: Timeouts.Charger));
        await Task.WhenAll([fleet.DiscoverUntilSettledAsync(), .. ready]);
        return fleet;
    }

    /// <summary>Makes a station the controller of others. Does not wait for its allocations.</summary>
    /// <param name="settings">The controller's; null for <see cref="GroupSettings.OfController"/>.</param>
    protected static async Task JoinAllAsync(Station controller, IEnumerable<Station> group, GroupSettings? settings = null)
    {
        await controller.SetConfigAsync(settings ?? GroupSettings.OfController);
        await controller.JoinAsync(group.Where(station => station != controller));
    }

    /// <summary>Waits until a controller reaches all its members and allocates to each.</summary>
    /// <param name="stations">How many stations the group has, the controller included.</param>
    protected Task EventuallyIsCompleteAsync(Station controller, int stations) =>
        Eventually(async () => ShouldBeComplete(await controller.GetStatusAsync(), stations));

    /// <summary>Leases a station of a generation that has groups.</summary>
    protected async Task<Station> StationWithRolesAsync()
    {
        var station = await StationAsync();
        Contract.SkipUnless(Contract.HasRoles, "groups");
        return station;
    }

    /// <summary>Makes a station a member of a controller that does not exist, so that a test can send it allocations.</summary>
    /// <param name="heartbeatSeconds">By default longer than all waits: a limit stays, and no failsafe is due to its end.</param>
    /// <param name="charges">Whether a car charges.</param>
    protected async Task<Station> MemberAsync(int heartbeatSeconds = 300, bool charges = false)
    {
        var station = await StationWithRolesAsync();
        if (charges)
        {
            await ChargeAsync(station);
        }

        await station.SetConfigAsync(new GroupSettings { Role = "member", ControllerHost = MemberTests.ControllerHost, HeartbeatSeconds = heartbeatSeconds });
        await Eventually(() => station.ShouldHaveLimitAsync(Claim.Limit(Minimum)), within: Timeouts.Claim);
        return station;
    }

    /// <summary>Connects a car and waits until the firmware sees it charge.</summary>
    protected async Task ChargeAsync(Station station)
    {
        await ConnectAsync(station);
        await station.Emulator.RequestChargeAsync();
        await EventuallyHasStateAsync(station, ChargerStatus.Charging);
    }

    /// <summary>Connects a car that does not charge, and waits until the firmware sees it.</summary>
    protected async Task ConnectAsync(Station station)
    {
        await station.Emulator.ConnectCarAsync();
        await EventuallyHasStateAsync(station, ChargerStatus.Connected);
    }

    /// <summary>The stations in the order in which a controller serves those of one priority: by host name, as text.</summary>
    protected static IReadOnlyList<Station> InOrder(Fleet fleet) => [.. fleet.OrderBy(station => station.LocalName, StringComparer.Ordinal)];

    /// <summary>Waits until the controller allocates as expected, in the order of the fleet.</summary>
    protected Task EventuallyAllocateAsync(Fleet fleet, params (double Amps, string Reason)[] expected) =>
        Eventually(() => ShouldAllocateAsync(fleet, expected), within: Timeouts.Allocation);

    /// <summary>Asserts the allocations of a group, in the order of the fleet.</summary>
    protected static async Task ShouldAllocateAsync(Fleet fleet, params (double Amps, string Reason)[] expected) =>
        (await fleet[0].GetStatusAsync()).Allocations.ShouldBe(fleet, expected);

    /// <summary>Waits until a car draws a current, in A, and no more.</summary>
    protected Task EventuallyDrawsAsync(Station station, double amps) => Eventually(
        async () => (await station.Emulator.GetStatusAsync()).DrawnAmps.Should().BeApproximately(amps, Tolerance, "the car of {0}", station),
        within: Timeouts.Allocation);

    /// <summary>Asserts the current of a car.</summary>
    /// <param name="amps">The highest current, in A.</param>
    protected static async Task ShouldDrawAtMostAsync(Station station, double amps) =>
        (await station.Emulator.GetStatusAsync()).DrawnAmps.Should().BeLessThanOrEqualTo(amps + Tolerance, "the car of {0} may draw {1} A", station, amps);

    /// <summary>Asserts the sum of all cars' currents.</summary>
    /// <param name="amps">The highest current, in A.</param>
    protected static async Task ShouldDrawTogetherAtMostAsync(Fleet fleet, double amps)
    {
        var drawn = (await Task.WhenAll(fleet.Select(station => station.Emulator.GetStatusAsync()))).Select(status => status.DrawnAmps ?? 0).ToList();
        if (drawn.Sum() > amps + Tolerance)
        {
            throw new AssertFailedException(
                $"Expected the cars to draw at most {Allocations.Format(amps)} A together, but they draw "
                + $"{string.Join(" + ", drawn.Select(Allocations.Format))} = {Allocations.Format(drawn.Sum())} A.");
        }
    }

    /// <summary>Waits until members have a share of the current, in A, and are not in failsafe.</summary>
    protected Task EventuallyHaveSharesAsync(IEnumerable<Station> members, double above = Minimum) =>
        Eventually(() => ShouldHaveSharesAsync(members, above), within: Timeouts.Allocation);

    /// <summary>Asserts that members have a share of the current and are not in failsafe.</summary>
    // Not failsafe_active alone: a station that is not a member yet is not in failsafe. Not the limit alone: the failsafe of a new member ends after it.
    protected static async Task ShouldHaveSharesAsync(IEnumerable<Station> members, double above = Minimum)
    {
        foreach (var member in members)
        {
            ((await member.GetLimitAsync())?.MaxCurrent ?? 0).Should().BeGreaterThan(above, "{0} has its share of the current", member);
        }

        await ShouldBeInFailsafeAsync(members, expected: false);
    }

    /// <summary>Asserts whether members are in failsafe.</summary>
    protected static async Task ShouldBeInFailsafeAsync(IEnumerable<Station> members, bool expected = true)
    {
        foreach (var member in members)
        {
            (await member.GetStatusAsync()).FailsafeActive.Should().Be(expected, "failsafe_active of {0}", member);
        }
    }

    /// <summary>Asserts whether the controller has lost a member.</summary>
    protected static async Task ShouldHaveLostAsync(Fleet fleet, Station member, bool expected = true)
    {
        var allocation = (await fleet[0].GetStatusAsync()).Allocations.Of(member);
        if ((allocation.Reason == Offline) != expected)
        {
            throw new AssertFailedException($"Expected {fleet[0]} {(expected ? "to have lost" : "to reach")} {member}, but it allocates {allocation}.");
        }
    }

    private Task EventuallyHasStateAsync(Station station, int state) =>
        Eventually(async () => (await station.GetChargerStateAsync()).Should().Be(state, "the state of {0}", station), within: Timeouts.Charger);

    // In its own settings, which a member refuses to change, or since 2026-09 in the controller's row.
    private static async Task SetPriorityAsync(Fleet fleet, Station station, int priority)
    {
        if (fleet.Contract.HasPriorities)
        {
            (await fleet[0].SetPriorityAsync((await fleet[0].GetPeerAsync(station)).Host, priority)).ShouldBe(Answer.Done);
        }
        else
        {
            await station.SetConfigAsync(new GroupSettings { Priority = priority });
        }
    }

    private static void ShouldBeComplete(GroupStatus status, int stations)
    {
        if (status.Allocations.Count != stations || status.OfflineCount > 0 || status.FailsafeActive == true)
        {
            throw new AssertFailedException($"Expected the controller to reach all its members and to allocate to {stations} stations, but: {status}");
        }
    }
}
