using System.Text.RegularExpressions;

namespace LoadSharing.MSTest.Fixture;

/// <summary>The events of a timeline that the test did not cause itself.</summary>
internal static partial class RecordedEvents
{
    /// <summary>The lines that a component logged since the lease. Real firmware logs no times; its lines are not on the timeline.</summary>
    /// <param name="lane">The lane of the component.</param>
    /// <param name="log">Its log.</param>
    /// <param name="lease">The time of the lease, in seconds since the start of the machine.</param>
    public static IEnumerable<TimelineEvent> OfLog(string lane, string log, double lease) =>
        from match in TimedLine().Matches(log)
        let time = double.Parse(match.Groups["time"].ValueSpan) - lease
        where time >= 0
        let text = match.Groups["text"].Value
        let kind = text.StartsWith(WebSocketClient.Path, StringComparison.Ordinal) ? TimelineEventKind.Frame : TimelineEventKind.Log
        select new TimelineEvent(time, time, lane, kind, Excerpt.Of(ControlCharacters.Escape(text)), "");

    /// <summary>The unexpected exits of components.</summary>
    public static IEnumerable<TimelineEvent> OfExits(IEnumerable<ComponentFailure> failures, Fleet fleet) =>
        from failure in failures
        join station in fleet on failure.Station equals station.Name
        let time = (failure.At - fleet.Log.Lease).TotalSeconds
        select new TimelineEvent(
            time, time, station.Role, TimelineEventKind.Lab, $"the {$"{failure.Component}".ToLowerInvariant()} exited unexpectedly: {failure.ExitStatus}", "");

    /// <summary>The packets on the mDNS link.</summary>
    /// <param name="packets">The packets.</param>
    /// <param name="lease">The time of the lease.</param>
    public static IEnumerable<TimelineEvent> OfPackets(IEnumerable<LinkPacket> packets, DateTimeOffset lease) =>
        from packet in packets
        let time = (packet.Time - lease).TotalSeconds
        select new TimelineEvent(
            time, time, TimelineEvent.LinkLane, TimelineEventKind.Packet, Excerpt.Of($"{packet.Source}:{packet.SourcePort.ToString()} {packet}"), "");

    [GeneratedRegex(@"^\[(?<time>\d+\.\d{3})\] (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex TimedLine();
}
