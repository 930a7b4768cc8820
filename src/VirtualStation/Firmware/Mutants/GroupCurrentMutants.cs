using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Following;
using VirtualStation.Firmware.Group;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of how an allocation becomes a current.</summary>
internal static class GroupCurrentMutants
{
    private const string Category = "current";

    /// <summary>A mutant whose charger does not follow all that the claims ask for.</summary>
    internal abstract class ChargerMutant(string name, string description) : GroupMutant(name, Category, description)
    {
        public override IClaims ChargerClaims(IClaims claims) => new ClaimsDecorator(
            claims, all => all.Select(claim => claim.Client == Claim.ShaperClient ? claim with { Properties = Change(claim.Properties) } : claim));

        protected abstract ClaimProperties Change(ClaimProperties properties);
    }

    internal sealed class LimitRoundedUp() : LimitMutant("limit-rounded-up", Category, "The fraction of an allocation becomes an ampere more.")
    {
        protected override void Set(ILoadSharingLimit limit, double amps, bool disable) => limit.Set(Math.Ceiling(amps), disable);
    }

    internal sealed class LimitNeverLowered() : LimitMutant("limit-never-lowered", Category, "A lower allocation does not replace a higher one.")
    {
        private double _highest;

        protected override void Set(ILoadSharingLimit limit, double amps, bool disable) => limit.Set(_highest = Math.Max(_highest, amps), disable);
    }

    internal sealed class SafetyFactorDivides() : AllocatorMutant("safety-factor-divides", Category, "The safety factor divides the maximum.")
    {
        protected override GroupLimits Change(GroupLimits limits, IReadOnlyList<GroupStation> stations) =>
            limits with { SafetyFactor = 1 / limits.SafetyFactor };
    }

    internal sealed class LastMemberOmitted() : GroupMutant("last-member-omitted", Category, "The loop over the members ends before the last one.")
    {
        private volatile string _last = "";

        public override IGroupAllocator Allocator(IGroupAllocator allocator) => new LastRecorder(allocator, this);

        public override IGroupMessenger Messenger(IGroupMessenger messenger) => new Omitting(messenger, this);

        private sealed class LastRecorder(IGroupAllocator inner, LastMemberOmitted mutant) : IGroupAllocator
        {
            public GroupComputation Compute(GroupLimits limits, IReadOnlyList<GroupStation> stations, AllocationState previous, TimeSpan now)
            {
                mutant._last = stations[^1].Id;
                return inner.Compute(limits, stations, previous, now);
            }
        }

        private sealed class Omitting(IGroupMessenger inner, LastMemberOmitted mutant) : IGroupMessenger
        {
            public Task<bool> PushAsync(string host, PushedSettings settings, CancellationToken cancellationToken) =>
                inner.PushAsync(host, settings, cancellationToken);

            public void Send(PeerConnection peer, StationAllocation allocation)
            {
                if (allocation.Id != mutant._last)
                {
                    inner.Send(peer, allocation);
                }
            }
        }
    }

    internal sealed class LimitNotInPilot() : ChargerMutant("limit-not-in-pilot", "The pilot is computed from the charger's maximum alone.")
    {
        protected override ClaimProperties Change(ClaimProperties properties) => properties with { MaximumCurrent = null };
    }

    internal sealed class DisabledIsMinimum() : ChargerMutant("disabled-is-minimum", "A charger that has to stop is given the lowest pilot instead.")
    {
        protected override ClaimProperties Change(ClaimProperties properties) => properties with { State = null };
    }
}
