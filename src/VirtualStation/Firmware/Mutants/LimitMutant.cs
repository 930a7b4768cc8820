using VirtualStation.Firmware.Claims;

namespace VirtualStation.Firmware.Mutants;

/// <summary>A mutant of the limit that load sharing sets, on a controller and on a member.</summary>
/// <inheritdoc cref="GroupMutant" />
internal abstract class LimitMutant(string name, string testCategory, string description) : GroupMutant(name, testCategory, description)
{
    public override ILoadSharingLimit Limit(ILoadSharingLimit limit) => new Decorator(limit, this);

    protected abstract void Set(ILoadSharingLimit limit, double amps, bool disable);

    private sealed class Decorator(ILoadSharingLimit inner, LimitMutant mutant) : ILoadSharingLimit
    {
        public void Set(double amps, bool disable) => mutant.Set(inner, amps, disable);

        public void Clear() => inner.Clear();
    }
}
