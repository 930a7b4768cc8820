namespace LoadSharing.MSTest.Drift;

/// <summary>Probes of a controller with one member, both without cars. A generation without roles has the values of a group that does nothing.</summary>
/// <param name="controller">The station that becomes the controller.</param>
/// <param name="member">The station that it adds.</param>
internal sealed class RoleProbes(Station controller, Station member)
{
    private const string Role = "loadsharing_role";

    /// <summary>The lines that these probes observe.</summary>
    public static IReadOnlyList<string> Lines { get; } =
        [nameof(Contract.PushesMaximum), nameof(Contract.IdleAmps), nameof(Contract.LimitsAllInFailsafe)];

    /// <summary>The probes, in an order in which each leaves the group as the next one needs it.</summary>
    public IReadOnlyList<(string Line, Func<Task<object>> Observe)> All =>
    [
        (nameof(Contract.PushesMaximum), PushesMaximumAsync),
        (nameof(Contract.IdleAmps), IdleAmpsAsync),
        (nameof(Contract.LimitsAllInFailsafe), LimitsAllInFailsafeAsync),
    ];

    private async Task<object> PushesMaximumAsync()
    {
        if ((await member.GetConfigAsync()).Text(Role) is null)
        {
            return false;
        }

        await controller.Fleet.DiscoverUntilSettledAsync();
        await controller.SetConfigAsync(GroupSettings.OfController);
        await controller.JoinAsync(member);

        // The role of a push takes effect before its settings, of which the heartbeat timeout comes after the maximum.
        var config = await ReadUntilAsync(
            member.GetConfigAsync,
            settings => settings.Text(Role) == "member" && settings.Number("loadsharing_heartbeat_timeout") == GroupSettings.OfController.HeartbeatSeconds);
        return config.Text(Role) == "member"
            ? config.Number("loadsharing_group_max_current") == GroupSettings.OfController.MaximumAmps
            : throw new AssertFailedException($"the added station has the role \"{config.Text(Role)}\"");
    }

    private async Task<object> IdleAmpsAsync()
    {
        if (await controller.ReadStatusAsync() is null)
        {
            return 0.0;
        }

        var allocations = await ReadUntilAsync(AllocationsAsync, rows => rows.Count == 2 && rows.All(row => row.Reason == "idle"));
        return allocations.Count == 2 && allocations.Of(member) is { Reason: "idle" } idle
            ? idle.Amps
            : throw new AssertFailedException($"the allocations are {allocations}");
    }

    private async Task<object> LimitsAllInFailsafeAsync()
    {
        if (await controller.ReadStatusAsync() is null)
        {
            return false;
        }

        await member.KillAsync();
        var status = await ReadUntilAsync(controller.GetStatusAsync, status => status.FailsafeActive == true);
        return status.FailsafeActive == true
            ? status.Allocations.Any(row => row.Reason == "failsafe_safe_current")
            : throw new AssertFailedException("the controller of a killed member is not in failsafe");
    }

    private async Task<Allocations> AllocationsAsync() => (await controller.GetStatusAsync()).Allocations;

    private Task<T> ReadUntilAsync<T>(Func<Task<T>> read, Func<T, bool> isFinal) =>
        Observation.ReadUntilAsync(read, isFinal, Timeouts.Allocation, controller.Fleet.Cancellation);
}
