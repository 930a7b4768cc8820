using VirtualStation.Firmware.Allocation;

namespace VirtualStation.Firmware.Group;

/// <summary>The state of the group for <c>/loadsharing/status</c>. Written by the group task, read by requests.</summary>
internal sealed class GroupState
{
    private volatile IReadOnlyList<StationAllocation> _allocations = [];
    private volatile string _groupId = "";
    private volatile bool _isEnabled;
    private volatile bool _isFailsafe;

    public bool IsEnabled
    {
        get => _isEnabled;
        set => _isEnabled = value;
    }

    public string GroupId
    {
        get => _groupId;
        set => _groupId = value;
    }

    /// <summary>The last allocations of a controller. They stay when its role ends.</summary>
    public IReadOnlyList<StationAllocation> Allocations
    {
        get => _allocations;
        set => _allocations = value;
    }

    /// <summary>Whether a controller misses a member, or a member its controller.</summary>
    public bool IsFailsafe
    {
        get => _isFailsafe;
        set => _isFailsafe = value;
    }
}
