namespace LoadSharing.MSTest.Campaign;

/// <summary>A group at one moment.</summary>
/// <param name="Seconds">The firmware's time since the start of the campaign.</param>
/// <param name="Controller">The status of the controller; null while its firmware does not run.</param>
/// <param name="Stations">Its stations, the controller first.</param>
internal sealed record GroupSample(double Seconds, GroupStatus? Controller, IReadOnlyList<StationSample> Stations);

/// <summary>A station of a group at one moment.</summary>
/// <param name="Role">Its name in the test.</param>
/// <param name="IsRunning">Whether its firmware runs and reaches its charger. Else nothing answers for its current.</param>
/// <param name="ReachesController">Whether it reaches the controller, and the controller it.</param>
/// <param name="IsFailsafe">Whether it is in failsafe; null if it does not run.</param>
/// <param name="DrawnAmps">The current of its car.</param>
internal sealed record StationSample(string Role, bool IsRunning, bool ReachesController, bool? IsFailsafe, double DrawnAmps);
