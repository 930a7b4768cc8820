namespace Build.Suite.Measuring;

/// <summary>What a fleet of one size costs.</summary>
/// <param name="Stations">How many stations.</param>
/// <param name="BringUp">From the lease to all stations ready, in seconds; null if some station was lost.</param>
/// <param name="Discovery">From then until each station lists each other one, in seconds; null if one never did.</param>
/// <param name="Resources">What it took.</param>
internal sealed record ScalePoint(int Stations, double? BringUp, double? Discovery, Resources Resources);
