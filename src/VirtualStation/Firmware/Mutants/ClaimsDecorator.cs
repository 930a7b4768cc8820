using VirtualStation.Firmware.Claims;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Changes what others see of the claims.</summary>
/// <param name="inner">The claims.</param>
/// <param name="change">Changes all claims.</param>
internal sealed class ClaimsDecorator(IClaims inner, Func<IReadOnlyList<Claim>, IEnumerable<Claim>> change) : IClaims
{
    public event Action? Changed
    {
        add => inner.Changed += value;
        remove => inner.Changed -= value;
    }

    public int Version => inner.Version;

    public IReadOnlyList<Claim> All => [.. change(inner.All)];

    public void Set(Claim claim) => inner.Set(claim);

    public void Release(int client) => inner.Release(client);
}
