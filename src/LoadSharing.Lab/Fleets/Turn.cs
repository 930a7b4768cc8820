namespace LoadSharing.Lab.Fleets;

/// <summary>What a lease may do now.</summary>
/// <param name="Ready">Have these stations, or the failure of those that were prepared for it; null if it has to start some.</param>
/// <param name="InTheWay">Idle fleets that must be ended before any station is started.</param>
/// <typeparam name="TFleet">A fleet.</typeparam>
internal sealed record Turn<TFleet>(Task<TFleet>? Ready, IReadOnlyList<TFleet> InTheWay)
    where TFleet : class;
