using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Group;

/// <summary>The member role: applies the allocations of the controller, and the failsafe limit without them.</summary>
internal sealed class GroupMember(GroupSettings group, ILoadSharingLimit limit, IFailsafeRules rules, Uptime uptime) : IAllocationReceiver
{
    private readonly Lock _lock = new();
    private uint? _lastAllocation;
    private bool _isFailsafe;

    /// <summary>Applies an allocation at once. Ignored in any other role.</summary>
    public void Receive(double amps, string reason)
    {
        lock (_lock)
        {
            if (group.IsMember)
            {
                _lastAllocation = uptime.Milliseconds;
                limit.Set(amps, disable: reason == AllocationReason.FailsafeDisabled);
            }
        }
    }

    /// <summary>Engages or ends the failsafe.</summary>
    /// <returns>Whether the station is a member in failsafe.</returns>
    public bool Check()
    {
        lock (_lock)
        {
            var wasFailsafe = _isFailsafe;
            var isMember = group.IsMember;
            _isFailsafe = isMember && rules.IsActive(group, _lastAllocation is { } last ? uptime.Since(last) : null);
            if (_isFailsafe && !wasFailsafe)
            {
                // Once: a change of the settings during the failsafe has no effect.
                var (amps, disable) = rules.Limit(group);
                limit.Set(amps, disable);
            }
            else if (wasFailsafe && !isMember)
            {
                limit.Clear();
            }

            return _isFailsafe;
        }
    }
}
