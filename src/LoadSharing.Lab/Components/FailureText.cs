using System.Globalization;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Components;

/// <summary>What a failure says: station, part, what was waited for, how long, how it ended, the last lines and where the rest is.</summary>
internal static class FailureText
{
    /// <summary>A part that ended while nobody asked it to.</summary>
    public static ComponentFailure Ended(string station, ComponentKind part, string how, TimeSpan after, string log) =>
        Describe(station, part, how, after, log, $"ended by itself with {how}, {Seconds(after)} after its start");

    /// <summary>A part that ended before it was ready.</summary>
    public static ComponentFailure EndedBeforeReady(string station, ComponentKind part, string how, TimeSpan after, string log, string condition) =>
        Describe(station, part, how, after, log, $"ended with {how}, {Seconds(after)} after its start, while the lab waited for: {condition}");

    /// <summary>A part that did not become ready in time.</summary>
    public static ComponentFailure NotReady(string station, ComponentKind part, TimeSpan after, string log, string condition, string reason) =>
        Describe(station, part, "not ready", after, log, $"was not ready {Seconds(after)} after its start. Waited for: {condition}. Last seen: {reason}");

    /// <summary>A part that could not even be started.</summary>
    public static ComponentFailure NotStarted(string station, ComponentKind part, string command, string how, TimeSpan after, string log) =>
        Describe(station, part, how, after, log, $"was not started: {command} ended with {how} after {Seconds(after)}");

    private static ComponentFailure Describe(string station, ComponentKind part, string how, TimeSpan after, string log, string what)
    {
        var lines = LogTail.LastLines(log);
        var text = new StringBuilder($"{station}: the {ComponentNames.Of(part)} {what}.");
        text.Append(lines.Count == 0 ? "\nIt printed nothing." : "\nIts last lines:");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  | {line}");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nLog: {log}");
        return new ComponentFailure(station, part, how, Math.Round(after.TotalSeconds, 2), log, lines, text.ToString());
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
}
