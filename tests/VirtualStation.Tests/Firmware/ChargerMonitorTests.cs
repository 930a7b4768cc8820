using System.Text;
using VirtualStation.Firmware.Charging;
using VirtualStation.Firmware.Claims;
using VirtualStation.Rapi;
using VirtualStation.Runtime;

namespace VirtualStation.Tests.Firmware;

/// <summary>The state that the firmware reads from a charger that answers and notifies at the same time.</summary>
[TestClass]
public sealed class ChargerMonitorTests : StationTest
{
    [TestMethod]
    public async Task Reading_NotificationDirectlyAfterResponse_HasNotifiedState()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var lifecycle = new StationLifecycle();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var monitor = new ChargerMonitor(
            new TcpRapiLink((IPEndPoint)listener.LocalEndpoint), new ClaimList(), TimeProvider.System,
            new LineLog(TextWriter.Null, lifecycle));
        var running = monitor.RunAsync(stop.Token);
        using var client = await listener.AcceptTcpClientAsync(Token);

        await AnswerAsync("$GV", "$OK 8.2.1 5.2.1");
        await AnswerAsync("$GS", "$OK 02 0 02 0100", "$AT 03 03 32 0140");
        await ReadAsync("$GU");

        Assert.AreEqual(ChargerReading.Charging, monitor.Reading.State);
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        async Task AnswerAsync(string command, params string[] lines)
        {
            await ReadAsync(command);
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => RapiChecksum.Append(line) + "\r"))), Token);
        }

        async Task ReadAsync(string command)
        {
            var received = new StringBuilder();
            var buffer = new byte[1];
            while (received.Length == 0 || received[^1] != '\r')
            {
                await client.GetStream().ReadExactlyAsync(buffer, Token);
                received.Append((char)buffer[0]);
            }

            Assert.StartsWith(command, received.ToString());
        }
    }
}
