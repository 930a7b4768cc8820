namespace Build.Tests.Support;

internal static class SessionRecordExtensions
{
    /// <summary>
    /// The stations of a lab with one fleet. Before them, the manifest has those of each start that failed because another program took a port.
    /// </summary>
    public static IReadOnlyList<StationEntry> Stations(this SessionRecord session, int count) =>
        [.. session.Entries.OfType<StationEntry>().TakeLast(count)];
}
