using StationTime;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Group;

/// <summary>The controller role: pushes the settings to the members, computes the allocations and sends them.</summary>
internal sealed class GroupController
{
    private const int ErrorState = 254;
    private static readonly PeerStatus Unknown = new(0, 0, 0, 0, 0, 0, 0);

    private readonly FirmwareGeneration _generation;
    private readonly StationIdentity _self;
    private readonly GroupSettings _group;
    private readonly IPeerRegistry _registry;
    private readonly ChargerMonitor _charger;
    private readonly IGroupAllocator _allocator;
    private readonly IGroupMessenger _messenger;
    private readonly ILoadSharingLimit _limit;
    private readonly GroupState _state;
    private readonly SimulatedTime _time;
    private readonly Uptime _uptime;
    private AllocationState _allocation = AllocationState.Initial;
    private uint? _lastComputation;
    private bool _isFailsafe;
    private int _isModified;

    public GroupController(
        FirmwareGeneration generation, StationIdentity self, ConfigDocument config, GroupSettings group, IPeerRegistry registry, ChargerMonitor charger,
        IGroupAllocator allocator, IGroupMessenger messenger, ILoadSharingLimit limit, GroupState state, SimulatedTime time, Uptime uptime)
    {
        (_generation, _self, _group, _registry, _charger) = (generation, self, group, registry, charger);
        (_allocator, _messenger, _limit, _state, _time, _uptime) = (allocator, messenger, limit, state, time, uptime);
        config.Changed += names =>
        {
            if (names.Any(name => name.StartsWith(GroupSettings.Prefix, StringComparison.Ordinal)))
            {
                Interlocked.Exchange(ref _isModified, 1);
            }
        };
    }

    /// <summary>Sends the pushes and makes the computation that are due. Not thread-safe.</summary>
    /// <returns>Whether the station is a controller in failsafe.</returns>
    public bool Check(IReadOnlyList<PeerConnection> peers, CancellationToken cancellationToken)
    {
        // In effect for one check: a peer that is not connected now misses the change until the next one.
        if (Interlocked.Exchange(ref _isModified, 0) == 1)
        {
            foreach (var peer in peers.Where(peer => peer.IsConnected))
            {
                peer.NeedsPush = true;
            }
        }

        if (!_group.IsController)
        {
            return false;
        }

        foreach (var peer in peers.Where(peer => peer is { IsConnected: true, NeedsPush: true, Push.IsCompleted: true }))
        {
            peer.Push = PushAsync(peer, cancellationToken);
        }

        if (_lastComputation is not { } last || _uptime.Since(last) >= FirmwareIntervals.Allocation)
        {
            _lastComputation = _uptime.Milliseconds;
            Compute(peers);
        }

        return _isFailsafe;
    }

    private async Task PushAsync(PeerConnection peer, CancellationToken cancellationToken)
    {
        peer.NeedsPush = false;
        if (!await _messenger.PushAsync(peer.Host, PushedSettings.From(_group, _self, _generation), cancellationToken))
        {
            peer.NeedsPush = true;
        }
    }

    private void Compute(IReadOnlyList<PeerConnection> peers)
    {
        var reading = _charger.Reading;
        var rows = _registry.Peers;
        var stations = new List<GroupStation> { Own(reading, rows) };
        stations.AddRange(peers.Select(peer => ToStation(peer, reading, rows)));
        var computation = _allocator.Compute(Limits(), stations, _allocation, _time.Elapsed);
        _allocation = computation.Next;
        _state.Allocations = computation.Allocations;
        _isFailsafe = computation.IsFailsafe;
        foreach (var allocation in computation.Allocations)
        {
            if (allocation.Id == _self.MdnsName)
            {
                _limit.Set(allocation.TargetAmps, allocation.Reason == AllocationReason.FailsafeDisabled);
            }
            else if (peers.FirstOrDefault(peer => peer.Host == allocation.Id) is { IsConnected: true } peer)
            {
                _messenger.Send(peer, allocation);
            }
        }
    }

    private GroupLimits Limits() => new(
        _group.GroupMaximumAmps,
        _group.SafetyFactor,
        _group.FailsafeMode == GroupSettings.DisableMode ? FailsafeMode.Disable : FailsafeMode.SafeCurrent,
        _group.SafeCurrentAmps,
        _group.PeerAssumedAmps,
        TimeSpan.FromSeconds(_group.RotationSeconds));

    private GroupStation Own(ChargerReading reading, IReadOnlyList<PeerEntry> rows) => new(
        _self.MdnsName,
        IsOnline: true,
        IsDemanding: reading.HasVehicle && reading.State != ErrorState,
        reading.IsCharging,
        reading.MinimumAmps,
        reading.ConfiguredMaximumAmps,
        _generation.HasPeerPriorities ? PriorityOf(rows.FirstOrDefault(row => row.IsLocal)) : (int)_group.Priority,
        reading.PilotAmps,
        reading.Milliamps / 1000.0);

    private GroupStation ToStation(PeerConnection peer, ChargerReading own, IReadOnlyList<PeerEntry> rows)
    {
        var isOnline = peer.IsConnected;
        var status = peer.Values?.Status ?? Unknown;
        return new GroupStation(
            peer.Host,
            isOnline,
            IsDemanding: isOnline && status.Vehicle == 1 && status.State is not (0 or ErrorState),
            status.State == ChargerReading.Charging,
            status.MinimumAmps > 0 ? status.MinimumAmps : own.MinimumAmps,
            status.MaximumAmps > 0 ? status.MaximumAmps : own.HardwareMaximumAmps,
            _generation.HasPeerPriorities ? PriorityOf(rows.FirstOrDefault(row => row.Host == peer.Host)) : (int)status.Priority,
            status.PilotAmps,
            status.Milliamps);
    }

    private static int PriorityOf(PeerEntry? row) => row?.Priority ?? 0;
}
