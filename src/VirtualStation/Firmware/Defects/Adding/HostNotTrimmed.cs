using System.Text.Json;
using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Adding;

internal sealed class HostNotTrimmed() : Defect("host-not-trimmed", "Blanks around a host, as they come with copy and paste, are stored with it.")
{
    private const int MaximumDepth = 10;

    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        call => call.IsAdd() && Padded(call) is { } host ? registry.AddUnchecked(host) : answer(call);

    private static string? Padded(HttpCall call) =>
        JsonText.FirstValue(call.Body.Span, MaximumDepth) is { ValueKind: JsonValueKind.Object } body
        && body.TryGetProperty("host", out var host)
        && host is { ValueKind: JsonValueKind.String }
        && host.GetString()! is var text
        && text.Contains('.', StringComparison.Ordinal)
        && text != text.Trim()
            ? text
            : null;
}
