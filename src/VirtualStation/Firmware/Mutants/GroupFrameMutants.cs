using System.Text;
using System.Text.Json.Nodes;
using VirtualStation.Firmware.Allocation;
using VirtualStation.Firmware.Claims;
using VirtualStation.Firmware.Events;
using VirtualStation.Firmware.Group;
using VirtualStation.Firmware.Settings;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Mutants of the frames on <c>/ws</c>, and of the limit that an allocation sets.</summary>
internal static class GroupFrameMutants
{
    private const string Category = "frames";
    private const double MinimumAmps = 6;

    internal sealed class LimitRoundedToNearest() : LimitMutant("limit-rounded-to-nearest", Category, "An allocation is rounded to the nearest ampere.")
    {
        protected override void Set(ILoadSharingLimit limit, double amps, bool disable) => limit.Set(Math.Round(amps), disable);
    }

    internal sealed class LowerFrameIgnored() : ReceiverMutant("lower-frame-ignored", Category, "An allocation below the one before has no effect.")
    {
        private double _highest;

        protected override void Receive(IAllocationReceiver receiver, double amps, string reason) =>
            receiver.Receive(_highest = Math.Max(_highest, amps), reason);
    }

    internal sealed class MinimumStops() : ReceiverMutant("minimum-stops", Category, "The minimum is compared with the wrong operator: it stops the charger.")
    {
        protected override void Receive(IAllocationReceiver receiver, double amps, string reason) =>
            receiver.Receive(amps, amps <= MinimumAmps ? AllocationReason.FailsafeDisabled : reason);
    }

    internal sealed class RaisedToMinimum() : ReceiverMutant("raised-to-minimum", Category, "An allocation below the minimum is raised to it.")
    {
        protected override void Receive(IAllocationReceiver receiver, double amps, string reason) => receiver.Receive(Math.Max(amps, MinimumAmps), reason);
    }

    internal sealed class ReasonIgnored() : ReceiverMutant("reason-ignored", Category, "A member does not read the reason of its allocation.")
    {
        protected override void Receive(IAllocationReceiver receiver, double amps, string reason) => receiver.Receive(amps, "");
    }

    internal sealed class FrameInAnyRole() : GroupMutant("frame-in-any-role", Category, "An allocation sets a limit in each role of the station.")
    {
        private readonly LimitOfFrames _limit = new();

        public override ILoadSharingLimit Limit(ILoadSharingLimit limit)
        {
            _limit.Inner = limit;
            return _limit;
        }

        public override IAllocationReceiver Receiver(IAllocationReceiver receiver) => _limit;

        private sealed class LimitOfFrames : ILoadSharingLimit, IAllocationReceiver
        {
            private volatile bool _isSetByFrame;

            public ILoadSharingLimit Inner { private get; set; } = null!;

            public void Set(double amps, bool disable)
            {
                _isSetByFrame = false;
                Inner.Set(amps, disable);
            }

            // The task of a station that is in no group removes the limit every half second.
            public void Clear()
            {
                if (!_isSetByFrame)
                {
                    Inner.Clear();
                }
            }

            public void Receive(double amps, string reason)
            {
                _isSetByFrame = true;
                Inner.Set(amps, disable: reason == AllocationReason.FailsafeDisabled);
            }
        }
    }

    internal sealed class FailsafeStays() : MemberFailsafeMutants.RulesMutant("failsafe-stays", "A failsafe lasts until a restart.", Category)
    {
        private bool _wasActive;

        protected override bool IsActive(IFailsafeRules inner, GroupSettings group, TimeSpan? silence) => _wasActive |= inner.IsActive(group, silence);
    }

    internal sealed class FailsafeAtBootOnly() : MemberFailsafeMutants.RulesMutant(
        "failsafe-at-boot-only", "Only a member that never had an allocation is in failsafe.", Category)
    {
        protected override bool IsActive(IFailsafeRules inner, GroupSettings group, TimeSpan? silence) => silence is null;
    }

    internal sealed class EqualFrameIgnored() : ReceiverMutant(
        "equal-frame-ignored", Category, "An allocation that equals the last one is dropped before the time of it is stored.")
    {
        private (double Amps, string Reason)? _last;

        protected override void Receive(IAllocationReceiver receiver, double amps, string reason)
        {
            if (_last != (amps, reason))
            {
                _last = (amps, reason);
                receiver.Receive(amps, reason);
            }
        }
    }

    internal sealed class PingUnanswered() : GroupMutant("ping-unanswered", Category, "The answer to a frame is not sent.")
    {
        public override EventMessageHandler MessageHandler(EventMessageHandler handler) => message =>
        {
            handler(message);
            return null;
        };
    }

    internal sealed class FirstStatusWithoutCurrent() : GroupMutant(
        "first-status-without-current", Category, "The status for a new client has no values of the charger.")
    {
        public override ReadOnlyMemory<byte> Frame(ReadOnlyMemory<byte> frame)
        {
            var document = JsonNode.Parse(frame.Span)!.AsObject();
            return document.ContainsKey("ipaddress") && document.Remove("amp") ? Encoding.UTF8.GetBytes(document.ToJsonString()) : frame;
        }
    }

    internal sealed class OverrideEndsLimit() : GroupMutant("override-ends-limit", Category, "While a user overrides the current, load sharing has no claim.")
    {
        public override IClaims Claims(IClaims claims) => new ClaimsDecorator(
            claims, all => HasOverride(all) ? all.Where(claim => claim.Client != Claim.ShaperClient) : all);
    }

    internal sealed class LimitEndsOverride() : GroupMutant("limit-ends-override", Category, "The claim of load sharing wins as a whole, not by property.")
    {
        public override IClaims Claims(IClaims claims) => new ClaimsDecorator(
            claims, all => all.Any(claim => claim.Client == Claim.ShaperClient) ? all.Where(claim => claim.Client == Claim.ShaperClient) : all);
    }

    private static bool HasOverride(IReadOnlyList<Claim> claims) => claims.Any(claim => claim.Client == Claim.OverrideClient);
}
