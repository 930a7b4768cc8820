using System.Diagnostics.CodeAnalysis;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Group;

/// <summary>The load sharing task of the firmware. Each turn follows the peers and acts in the station's role.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never used holds no resource.")]
internal sealed class GroupTask(
    GroupSettings group, PeerFollower follower, GroupController controller, GroupMember member, ILoadSharingLimit limit, GroupState state,
    FirmwareIntervals intervals)
{
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Makes the next turn due at once.</summary>
    public void Wake() => _wake.Release();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (; ; await _wake.WaitAsync(intervals.GroupCheck, cancellationToken))
        {
            follower.Check(cancellationToken);
            var isFailsafe = member.Check();
            state.IsFailsafe = controller.Check(follower.Connections, cancellationToken) || isFailsafe;

            // After the failsafe: a request between these lines must not find a new member without one.
            state.GroupId = group.GroupId;
            state.IsEnabled = group.IsEnabled;
            if (!state.IsEnabled)
            {
                limit.Clear();
            }
        }
    }
}
