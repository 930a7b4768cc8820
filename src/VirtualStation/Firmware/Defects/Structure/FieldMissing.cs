using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Structure;

internal sealed class FieldMissing() : Defect("field-missing", "A field is left out where it has nothing to say, and clients do not expect that.")
{
    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => answer.WithRows(row =>
    {
        if (row["ip"]!.GetValue<string>().Length == 0)
        {
            row.Remove("ip");
        }
    });
}
