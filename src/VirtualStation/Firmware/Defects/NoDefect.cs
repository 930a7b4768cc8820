using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects;

/// <summary>A sound station: nothing is wrapped.</summary>
internal sealed class NoDefect() : Defect("", "")
{
    public override void Begin(Power power, LineLog log)
    {
    }
}
