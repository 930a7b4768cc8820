namespace VirtualStation.Firmware.Claims;

/// <inheritdoc cref="ILoadSharingLimit" />
internal sealed class LoadSharingLimit : ILoadSharingLimit
{
    private volatile Value? _current;

    /// <summary>Null without a limit.</summary>
    public Value? Current => _current;

    public void Set(double amps, bool disable) => _current = new Value(amps, disable);

    public void Clear() => _current = null;

    internal sealed record Value(double Amps, bool IsDisabled);
}
