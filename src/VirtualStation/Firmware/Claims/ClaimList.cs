using System.Collections.Immutable;

namespace VirtualStation.Firmware.Claims;

/// <inheritdoc cref="IClaims" />
internal sealed class ClaimList : IClaims
{
    private readonly Lock _lock = new();
    private ImmutableList<Claim> _claims = [];
    private int _version;

    public event Action? Changed;

    public int Version => Volatile.Read(ref _version);

    public IReadOnlyList<Claim> All => Volatile.Read(ref _claims);

    public void Set(Claim claim) => Change(claims => claims.Contains(claim)
        ? claims
        : [.. claims.RemoveAll(other => other.Client == claim.Client).Add(claim).OrderByDescending(other => other.Priority)]);

    public void Release(int client) => Change(claims => claims.RemoveAll(claim => claim.Client == client));

    private void Change(Func<ImmutableList<Claim>, ImmutableList<Claim>> change)
    {
        lock (_lock)
        {
            var changed = change(_claims);
            if (changed == _claims)
            {
                return;
            }

            Volatile.Write(ref _claims, changed);
            _version++;
        }

        Changed?.Invoke();
    }
}
