using System.Globalization;
using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>Describes a session for <c>--target=Status</c>.</summary>
internal static class SessionStatus
{
    /// <summary>One line for the session, one for each station that has a process, and one for the logs.</summary>
    public static IEnumerable<string> Lines(SessionRecord session)
    {
        var owner = session.Owner;
        var state = session.IsLive
            ? string.Create(CultureInfo.InvariantCulture, $"up, process {owner.Process.Id}")
            : "its build is gone; ./build.sh --target=Cleanup removes its orphans";
        yield return string.Create(CultureInfo.InvariantCulture, $"Session {session.Id}: {owner.Purpose} of {owner.Checkout}, {state}");

        var components = session.Entries.OfType<ProcessEntry>().Where(entry => entry.Process.IsAlive).ToLookup(entry => entry.Station);
        var shared = components[ProcessEntry.SharedStation].LastOrDefault();
        foreach (var station in session.Entries.OfType<StationEntry>().DistinctBy(entry => entry.Name))
        {
            var running = string.Join(", ", components[station.Name].Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Component} {entry.Process.Id}")));
            var where = running.Length > 0 ? $"processes: {running}"
                : shared is not null && TcpPorts.IsListenedOn([new Uri(station.FirmwareUrl).Port])
                    ? string.Create(CultureInfo.InvariantCulture, $"in shared process {shared.Process.Id}")
                : null;
            if (where is not null)
            {
                yield return $"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}; {where}";
            }
        }

        yield return $"  logs: {owner.Logs}";
    }
}
