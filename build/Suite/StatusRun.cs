using LoadSharing.Lab.Sessions;

namespace Build.Suite;

/// <summary>Prints the sessions of this machine.</summary>
internal sealed class StatusRun(BuildContext context)
{
    public void Run()
    {
        var list = SessionList.Read();
        foreach (var line in list.Skipped.Concat(list.Sessions.SelectMany(Lines)))
        {
            context.Print(line);
        }

        if (list.Sessions.Count == 0)
        {
            context.Print("No lab is up, and no killed build left anything running.");
        }
    }

    /// <summary>One line for the session, one for each station that has a process, and one for the logs.</summary>
    private static IEnumerable<string> Lines(SessionRecord session)
    {
        var owner = session.Owner;
        var state = session.IsLive
            ? $"up, process {owner.Process.Id}"
            : "its build is gone; ./build.sh --target=Cleanup removes its orphans";
        yield return $"Session {session.Id}: {owner.Purpose} of {owner.Checkout}, {state}";

        var components = session.Entries.OfType<ProcessEntry>().Where(entry => entry.Process.IsAlive).ToLookup(entry => entry.Station);
        var shared = components[ProcessEntry.SharedStation].LastOrDefault();
        foreach (var station in session.Entries.OfType<StationEntry>().DistinctBy(entry => entry.Name))
        {
            var running = string.Join(", ", components[station.Name].Select(entry => $"{entry.Component} {entry.Process.Id}"));
            var where = running.Length > 0 ? $"processes: {running}"
                : shared is not null && TcpPorts.IsListenedOn([new Uri(station.FirmwareUrl).Port])
                    ? $"in shared process {shared.Process.Id}"
                : null;
            if (where is not null)
            {
                yield return $"  {station.Name}: firmware {station.FirmwareUrl}, emulator {station.EmulatorUrl}; {where}";
            }
        }

        yield return $"  logs: {owner.Logs}";
    }
}
