using System.Net;
using System.Net.Sockets;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests;

/// <summary>Options, their errors, and how the process ends.</summary>
[TestClass]
public sealed class CommandLineTests : StationTest
{
    [TestMethod]
    [DataRow("", "no command given")]
    [DataRow("charger", "unknown command 'charger'")]
    [DataRow("emulator --webport 1", "unknown option '--webport'")]
    [DataRow("emulator --web-port", "--web-port needs a value")]
    [DataRow("emulator --web-port 70000", "--web-port is '70000': it must be a whole number from 1 to 65535")]
    [DataRow("emulator --web-host office", "--web-host is 'office': it must be an IP address")]
    [DataRow("emulator --serial-mode usb", "--serial-mode is 'usb': it must be 'tcp' or 'pty'")]
    [DataRow("emulator --time-factor 0", "--time-factor is '0': it must be a number above 0")]
    [DataRow("firmware --contract 2025-01", "--contract is '2025-01': it must be 2026-02 or 2026-07")]
    [DataRow("firmware --chip-id xyz", "--chip-id is 'xyz': it must be a 64-bit number in hexadecimal")]
    [DataRow("firmware --mdns-link 10.0.0.1:5353", "--mdns-link is '10.0.0.1:5353': it must be a multicast link")]
    [DataRow("firmware --rapi-tcp nowhere", "--rapi-tcp is 'nowhere': it must be an address and port")]
    [DataRow("firmware --rapi-tcp 127.0.0.1:1 --rapi-serial /tmp/none", "--rapi-serial and --rapi-tcp are both given")]
    [DataRow("firmware --set-config hostname", "--set-config is 'hostname': it must be NAME=VALUE")]
    [DataRow("firmware --set-config www_http_port=0", "www_http_port is '0': it must be a port")]
    [DataRow("firmware --set-config hostname=a.b", "hostname is 'a.b': it must be one label")]
    [DataRow("firmware --defect nobody-is-perfect", "--defect is 'nobody-is-perfect': it must be a defect of contract 2026-07: 'virtual-station firmware --contract=2026-07 --defect=list' lists them")]
    [DataRow("firmware --defect nobody-told --contract 2026-02", "--defect is 'nobody-told': it must be a defect of contract 2026-02")]
    [DataRow("browse --mdns-link office", "--mdns-link is 'office': it must be a multicast link")]
    [DataRow("firmware --allow-remote-peers=yes", "--allow-remote-peers takes no value")]
    public async Task Run_WrongOption_Exits2WithOneLineThatNamesIt(string commandLine, string expected)
    {
        var process = Run(NewDirectory().Path, new Dictionary<string, string?>(), commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.AreEqual(2, await process.WaitForExitAsync(Token));
        Assert.HasCount(1, process.Output.Split('\n').Where(line => line.StartsWith("virtual-station: ", StringComparison.Ordinal)), process.Output);
        Assert.Contains($"virtual-station: {expected}", process.Output);
    }

    [TestMethod]
    [DataRow("WEB_PORT", "emulator")]
    [DataRow("OPENEVSE_CHIP_ID", "firmware")]
    public async Task Run_WrongVariable_Exits2AndNamesTheVariable(string variable, string command)
    {
        var process = Run(NewDirectory().Path, new Dictionary<string, string?> { [variable] = "nonsense" }, command);
        Assert.AreEqual(2, await process.WaitForExitAsync(Token));
        Assert.Contains($"virtual-station: {variable} is 'nonsense'", process.Output);
    }

    [TestMethod]
    [DataRow("--help", "emulator")]
    [DataRow("emulator --help", "WEB_HOST; default 127.0.0.1")]
    [DataRow("firmware -h", "--rapi-serial, --rapi PATH")]
    public async Task Run_Help_Exits0AndListsOptions(string commandLine, string expected)
    {
        var process = Run(NewDirectory().Path, new Dictionary<string, string?>(), commandLine.Split(' '));
        Assert.AreEqual(0, await process.WaitForExitAsync(Token));
        Assert.Contains(expected, process.Output);
    }

    [TestMethod]
    public async Task Firmware_UnknownSetting_OnlyWarns()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--set-config", "nobody_knows=1");
        Assert.Contains("Config option 'nobody_knows' not applied", firmware.Process.Output);
    }

    [TestMethod]
    public async Task Firmware_PortTaken_Exits1AndNamesThePort()
    {
        var first = await StartFirmwareAsync();
        var second = Run(NewDirectory().Path, new Dictionary<string, string?> { ["OPENEVSE_MDNS_LINK"] = Link }, "firmware", "--set-config", $"www_http_port={first.Http.Port}");
        Assert.AreEqual(1, await second.WaitForExitAsync(Token));
        Assert.Contains($"virtual-station: HTTP port {first.Http.Port} of 127.0.0.1 is taken", second.Output);
        Assert.AreEqual(200, (await first.Http.GetAsync("/config", Token)).Status);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Emulator_PortTaken_Exits1AndNamesThePort(bool ofRapi)
    {
        var first = await StartEmulatorAsync();
        var taken = ofRapi ? first.RapiPort : first.Http.Port;
        var variables = new Dictionary<string, string?> { ["SERIAL_MODE"] = "tcp", ["WEB_PORT"] = $"{FreePorts.Tcp()}", ["SERIAL_TCP_PORT"] = $"{FreePorts.Tcp()}" };
        variables[ofRapi ? "SERIAL_TCP_PORT" : "WEB_PORT"] = $"{taken}";
        var second = Run(NewDirectory().Path, variables, "emulator");
        Assert.AreEqual(1, await second.WaitForExitAsync(Token));
        Assert.Contains($"virtual-station: {(ofRapi ? "RAPI" : "HTTP")} port {taken} of 127.0.0.1 is taken", second.Output);
    }

    [TestMethod]
    public async Task Emulator_SerialModeNotTcp_NothingListensOnTheSerialPort()
    {
        var rapi = FreePorts.Tcp();
        var emulator = await StartEmulatorAsync("--serial-mode", "pty", "--serial-tcp-port", $"{rapi}");
        Assert.AreEqual(200, (await emulator.Http.GetAsync("/api/status", Token)).Status);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var refused = await Assert.ThrowsExactlyAsync<SocketException>(async () => await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, rapi), Token));
        Assert.AreEqual(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [TestMethod]
    public async Task Stop_Sigterm_BothExit0()
    {
        var emulator = await StartEmulatorAsync();
        var firmware = await StartFirmwareAsync(0, "2026-07", "--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}");
        firmware.Process.Terminate();
        emulator.Process.Terminate();
        Assert.AreEqual(0, await firmware.Process.WaitForExitAsync(Token), firmware.Process.Output);
        Assert.AreEqual(0, await emulator.Process.WaitForExitAsync(Token), emulator.Process.Output);
    }

    [TestMethod]
    public async Task Start_AspNetCoreVariables_AreNotListenedTo()
    {
        var (other, web) = (FreePorts.Tcp(), FreePorts.Tcp());
        var process = Run(NewDirectory().Path, new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{other}", ["WEB_PORT"] = $"{web}" }, "emulator");
        await Wait.UntilAsync("it runs", () => process.Output.Contains($"Web API: http://127.0.0.1:{web}", StringComparison.Ordinal) ? null : process.Output, Token);
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => NewClient(other).GetAsync("/api/status", Token));
    }
}
