using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Group;

/// <summary>The load sharing task of the firmware. Each turn follows the peers and acts in the station's role.</summary>
internal sealed class GroupTask(
    GroupSettings group, PeerFollower follower, GroupController controller, GroupMember member, ILoadSharingLimit limit, GroupState state,
    TimeProvider time)
{
    private volatile TaskCompletionSource _wake = NewSignal();

    /// <summary>Makes the next turn due at once.</summary>
    public void Wake() => _wake.TrySetResult();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _wake = NewSignal();
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

            await Task.WhenAny(_wake.Task, Task.Delay(FirmwareIntervals.GroupCheck, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
