using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of a member that receives no allocations from its controller.</summary>
internal static class MemberFailsafeMutants
{
    private const string Category = "member-failsafe";

    internal abstract class RulesMutant(string name, string description, string category = Category) : GroupMutant(name, category, description)
    {
        public override IFailsafeRules FailsafeRules(IFailsafeRules rules) => new Decorator(rules, this);

        protected virtual bool IsActive(IFailsafeRules inner, GroupSettings group, TimeSpan? silence) => inner.IsActive(group, silence);

        protected virtual FailsafeLimit Limit(IFailsafeRules inner, GroupSettings group) => inner.Limit(group);

        private sealed class Decorator(IFailsafeRules inner, RulesMutant mutant) : IFailsafeRules
        {
            public bool IsActive(GroupSettings group, TimeSpan? silence) => mutant.IsActive(inner, group, silence);

            public FailsafeLimit Limit(GroupSettings group) => mutant.Limit(inner, group);
        }
    }

    internal sealed class HeartbeatInMinutes() : RulesMutant("heartbeat-in-minutes", "The heartbeat timeout of a member counts in minutes.")
    {
        protected override bool IsActive(IFailsafeRules inner, GroupSettings group, TimeSpan? silence) => inner.IsActive(group, silence / 60);
    }

    internal sealed class FailsafeNeedsAllocation() : RulesMutant(
        "failsafe-needs-allocation", "A member that has received no allocation since boot is not in failsafe.")
    {
        protected override bool IsActive(IFailsafeRules inner, GroupSettings group, TimeSpan? silence) => silence is not null && inner.IsActive(group, silence);
    }

    internal sealed class FailsafeNeverEnds() : RulesMutant("failsafe-never-ends", "A member that has lost its controller stays in failsafe until a restart.")
    {
        private bool _hasLost;

        protected override bool IsActive(IFailsafeRules inner, GroupSettings group, TimeSpan? silence)
        {
            var isActive = inner.IsActive(group, silence);
            _hasLost |= isActive && silence is not null;
            return isActive || _hasLost;
        }
    }

    internal sealed class FailsafeNotEnforced() : RulesMutant(
        "failsafe-not-enforced", "A member reports that it is in failsafe, but keeps the limit that a charger has anyway.")
    {
        protected override FailsafeLimit Limit(IFailsafeRules inner, GroupSettings group) => inner.Limit(group) with { Amps = 80 };
    }

    internal sealed class SafeCurrentFixed() : RulesMutant("safe-current-fixed", "A member in failsafe is limited to 6 A, also with another safe current.")
    {
        protected override FailsafeLimit Limit(IFailsafeRules inner, GroupSettings group) =>
            inner.Limit(group) is { Disable: false } limit ? limit with { Amps = 6 } : inner.Limit(group);
    }

    internal sealed class MemberIgnoresDisable() : RulesMutant(
        "member-ignores-disable", "A member in failsafe is limited to the safe current also in the mode that stops it.")
    {
        protected override FailsafeLimit Limit(IFailsafeRules inner, GroupSettings group) => new(group.SafeCurrentAmps, false);
    }

    internal sealed class FailsafeLimitStays() : GroupMutant(
        "failsafe-limit-stays", Category, "The limit of a member in failsafe stays after it has left its group.")
    {
        public override ILoadSharingLimit Limit(ILoadSharingLimit limit) => new NeverCleared(limit);

        private sealed class NeverCleared(ILoadSharingLimit inner) : ILoadSharingLimit
        {
            public void Set(double amps, bool disable) => inner.Set(amps, disable);

            public void Clear()
            {
            }
        }
    }
}
