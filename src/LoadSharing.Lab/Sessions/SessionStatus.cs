using System.Globalization;

namespace LoadSharing.Lab.Sessions;

/// <summary>A session in words.</summary>
internal static class SessionStatus
{
    /// <summary>A line for the session and one for each station that has a process.</summary>
    public static IEnumerable<string> Lines(SessionRecord session)
    {
        var owner = session.Owner;
        var state = session.IsLive
            ? string.Create(CultureInfo.InvariantCulture, $"up, process {owner.Process.Id}")
            : "its build has ended; ./build.sh --target=Cleanup removes what is left";
        yield return string.Create(CultureInfo.InvariantCulture, $"Session {session.Id}: {owner.Purpose} of {owner.Checkout}, {state}");

        var parts = session.Entries.OfType<ProcessEntry>().Where(entry => entry.Process.IsAlive).ToLookup(entry => entry.Station);
        var shared = parts[ProcessEntry.SharedStation].LastOrDefault();
        foreach (var station in session.Entries.OfType<StationEntry>().DistinctBy(entry => entry.Name))
        {
            var running = string.Join(", ", parts[station.Name].Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Part} {part.Process.Id}")));
            var where = running.Length > 0 ? $"processes: {running}"
                : shared is not null && SlotAllocator.IsListenedOn([new Uri(station.FirmwareUrl).Port])
                    ? string.Create(CultureInfo.InvariantCulture, $"in process {shared.Process.Id}, which they share")
                : null;
            if (where is not null)
            {
                yield return $"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}; {where}";
            }
        }

        yield return $"  logs: {owner.Logs}";
    }
}
