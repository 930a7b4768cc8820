using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Components;

/// <summary>Describes the failure of a component: owner, component, condition, elapsed time, exit status, last log lines and path of the log.</summary>
internal static class FailureText
{
    public static ComponentFailure Exited(ComponentSpec component, string status, TimeSpan elapsed) =>
        Describe(component, status, elapsed, $"exited unexpectedly with {status}, {Seconds(elapsed)} after its start");

    public static ComponentFailure ExitedBeforeReady(ComponentSpec component, string status, TimeSpan elapsed, string condition) =>
        Describe(component, status, elapsed, $"exited with {status}, {Seconds(elapsed)} after its start, while the lab waited for: {condition}");

    public static ComponentFailure NotReady(ComponentSpec component, TimeSpan elapsed, string condition, string reason) =>
        Describe(component, "not ready", elapsed, $"was not ready {Seconds(elapsed)} after its start. Waited for: {condition}. Last result: {reason}");

    public static ComponentFailure NotStarted(ComponentSpec component, string command, string status, TimeSpan elapsed) =>
        Describe(component, status, elapsed, $"was not started: {command} exited with {status} after {Seconds(elapsed)}");

    private static ComponentFailure Describe(ComponentSpec component, string status, TimeSpan elapsed, string failure)
    {
        var lines = LogTail.LastLines(component.Log);
        var text = new StringBuilder($"{component.Owner}: the {component.Kind.Name()} {failure}.");
        text.Append(lines.Count == 0 ? "\nIts log is empty." : "\nLast lines of its log:");
        foreach (var line in lines)
        {
            text.Append($"\n  | {line}");
        }

        text.Append($"\nLog: {component.Log}");
        var message = ControlCharacters.Escape(text.ToString());
        return new ComponentFailure(component.Owner, component.Kind, status, Math.Round(elapsed.TotalSeconds, 2), component.Log, lines, message)
        {
            At = DateTimeOffset.UtcNow,
        };
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.0} s";
}
