using VirtualStation.Firmware.Defects.Seams;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Reciprocal;
using VirtualStation.Hosting;

namespace VirtualStation.Firmware.Defects.Reciprocal;

internal sealed class ReciprocalLoop() : JulyDefect("reciprocal-loop", "The other side is asked to answer in kind, and one add goes to and fro for ever.")
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public override IPeerNotifier Notifier(HttpPeerNotifier notifier, StationIdentity self) => new Echo(notifier, self);

    public override Func<HttpCall, HttpReply> Answer(Func<HttpCall, HttpReply> answer, IPeerRegistry registry, IPeerNotifier notifier) => answer.AfterAdd(request =>
    {
        if (request.WantsReciprocal)
        {
            _ = EchoAsync(notifier, request.Host);
        }
    });

    private static async Task EchoAsync(IPeerNotifier notifier, string host)
    {
        await Task.Delay(Pause);
        notifier.Joined(host);
    }

    private sealed class Echo(HttpPeerNotifier sound, StationIdentity self) : Notifier(sound)
    {
        public override void Joined(string host) => Sound.AskToJoin(host, $"{self.MdnsName}:{self.HttpPort}", reciprocal: true);
    }
}
