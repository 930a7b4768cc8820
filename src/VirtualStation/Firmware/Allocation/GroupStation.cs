namespace VirtualStation.Firmware.Allocation;

/// <summary>A station of the group as the controller sees it when it computes the allocations.</summary>
/// <param name="Id">The host key: <c>hostname.local</c> of the controller, the host of a peer.</param>
/// <param name="IsOnline">Whether its WebSocket is connected; always true for the controller itself.</param>
/// <param name="IsDemanding">Whether a vehicle is connected and the charger can charge it.</param>
/// <param name="IsCharging">Whether the charger is in state 3.</param>
/// <param name="MinimumAmps">The minimum current of the charger.</param>
/// <param name="MaximumAmps">The configured maximum of the charger.</param>
/// <param name="Priority">The lowest number comes first.</param>
/// <param name="PilotAmps">The pilot current that the station reports.</param>
/// <param name="MeasuredAmps">
/// The drawn current: in A for the controller itself, in mA for a peer. The firmware compares both with A, so only the controller's car has a demand cap.
/// </param>
internal sealed record GroupStation(
    string Id,
    bool IsOnline,
    bool IsDemanding,
    bool IsCharging,
    double MinimumAmps,
    double MaximumAmps,
    int Priority,
    double PilotAmps,
    double MeasuredAmps);
