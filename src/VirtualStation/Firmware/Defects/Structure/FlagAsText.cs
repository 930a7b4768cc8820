using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Structure;

internal sealed class FlagAsText() : Defect("flag-as-text", "A flag is written by a function for texts, and is true for every client that asks whether it is empty.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) =>
        answer.WithRows(row => row["online"] = row["online"]!.GetValue<bool>() ? "true" : "false");
}
