using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Structure;

internal sealed class IdOfManualRow() : Defect("id-of-manual-row", "A row that was added by hand has its host for an id, where others say that theirs is unknown.")
{
    public override bool IsIn(Contract contract) => contract is FebruaryContract;

    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => answer.WithRows(row =>
    {
        if ((string?)row["ip"] == "")
        {
            row["id"] = (string?)row["host"];
        }
    });
}
