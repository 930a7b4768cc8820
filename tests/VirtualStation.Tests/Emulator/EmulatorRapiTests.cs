using VirtualStation.Rapi;

namespace VirtualStation.Tests.Emulator;

/// <summary>The emulator's RAPI port.</summary>
[TestClass]
public sealed class EmulatorRapiTests : StationTest
{
    [TestMethod]
    [DataRow("\r")]
    [DataRow("\n")]
    [DataRow("\r\n")]
    public async Task Execute_AnyLineEnd_IsAnsweredOnce(string end)
    {
        var emulator = await StartEmulatorAsync();
        using var rapi = await RapiConnection.OpenAsync(emulator.RapiPort, Token);

        await rapi.SendAsync($"$GV{end}$GT{end}", Token);

        Assert.StartsWith("$OK 8.2.1", await rapi.ReadLineAsync(Token));
        Assert.StartsWith("$OK 0^", await rapi.ReadLineAsync(Token));
        Assert.StartsWith("$OK OpenEVSE", await rapi.ExecuteAsync("$GI", Token), "A command was answered twice.");
    }

    [TestMethod]
    public async Task Connect_SecondClient_IsServedAfterFirst()
    {
        var emulator = await StartEmulatorAsync("--serial-reconnect-backoff", "10");
        var first = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        Assert.StartsWith("$OK", await first.ExecuteAsync("$GV", Token));

        using var second = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        await second.SendAsync("$GI\r", Token);
        Assert.StartsWith("$OK", await first.ExecuteAsync("$GV", Token));
        Assert.IsFalse(second.HasInput, "The second client received a response.");

        first.Dispose();
        Assert.StartsWith("$OK OpenEVSE03AB12CD^", await second.ReadLineAsync(Token));
    }

    [TestMethod]
    public async Task PilotChange_ConnectedClient_ReceivesNotification()
    {
        var emulator = await StartEmulatorAsync();
        using var rapi = await RapiConnection.OpenAsync(emulator.RapiPort, Token);
        Assert.StartsWith("$OK 01", await rapi.ExecuteAsync("$GS", Token));

        await emulator.Http.PostAsync("/api/ev/connect", null, Token);
        Assert.AreEqual(RapiChecksum.Append("$AT 02 02 32 0100"), await rapi.ReadLineAsync(Token));
        await emulator.Http.PostAsync("/api/ev/request_charge", null, Token);
        Assert.AreEqual(RapiChecksum.Append("$AT 03 03 32 0140"), await rapi.ReadLineAsync(Token));
        await emulator.Http.PostAsync("/api/errors/trigger", """{"error":"gfci"}""", Token);
        Assert.AreEqual(RapiChecksum.Append("$AT FE 03 32 0141"), await rapi.ReadLineAsync(Token));
    }

    [TestMethod]
    public async Task Execute_Command_IsLogged()
    {
        var emulator = await StartEmulatorAsync();
        using var rapi = await RapiConnection.OpenAsync(emulator.RapiPort, Token);

        await rapi.ExecuteAsync("$GV", Token);

        await emulator.Process.WaitForOutputAsync("RAPI: $GV -> $OK 8.2.1 5.0.1^", Token);
    }
}
