using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Settings;
using VirtualStation.Runtime;

namespace VirtualStation.Firmware.Group;

/// <summary>The load sharing task of the firmware. Each turn follows the peers and acts in the station's role.</summary>
internal sealed class GroupTask(
    GroupSettings group, PeerFollower follower, GroupController controller, GroupMember member, ILoadSharingLimit limit, GroupState state,
    TimeProvider time)
{
    private readonly WakeSignal _wake = new();

    /// <summary>Makes the next turn due at once.</summary>
    public void Wake() => _wake.Wake();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _wake.Reset();
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

            await _wake.WaitAsync(FirmwareIntervals.GroupCheck, time, cancellationToken);
        }
    }
}
