namespace VirtualStation.Firmware.Claims;

/// <summary>The limit of load sharing on this station, on a controller and a member alike. It becomes a claim within 2 s.</summary>
internal interface ILoadSharingLimit
{
    /// <summary>Sets the limit. 0 A is a limit, too.</summary>
    /// <param name="amps">The target of an allocation, not rounded.</param>
    /// <param name="disable">Whether the station has to stop, also with a current above its minimum.</param>
    void Set(double amps, bool disable);

    /// <summary>Removes the limit.</summary>
    void Clear();
}
