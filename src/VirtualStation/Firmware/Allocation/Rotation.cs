namespace VirtualStation.Firmware.Allocation;

/// <summary>The turn of the stations that have the same priority. It matters only while the group's current is too low for all minimums.</summary>
/// <param name="Offset">How many times the order has moved on.</param>
/// <param name="Since">When it last moved; null before the first computation with two charging stations.</param>
internal sealed record Rotation(int Offset = 0, TimeSpan? Since = null)
{
    /// <summary>Moves on if the interval is over, by one turn even after several intervals.</summary>
    public Rotation Advance(TimeSpan interval, TimeSpan now) =>
        Since is not { } since ? this with { Since = now }
        : now - since >= interval ? new Rotation(Offset + 1, now)
        : this;

    /// <summary>Moves the first stations of each priority behind the others of it.</summary>
    /// <param name="ordered">Stations in the order of their priorities.</param>
    public IEnumerable<GroupStation> Apply(IEnumerable<GroupStation> ordered) => ordered.GroupBy(station => station.Priority).SelectMany(equal =>
    {
        var stations = equal.ToList();
        var first = Offset % stations.Count;
        return stations[first..].Concat(stations[..first]);
    });
}
