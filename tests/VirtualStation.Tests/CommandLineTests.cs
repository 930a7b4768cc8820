namespace VirtualStation.Tests;

/// <summary>Options, error messages and exit codes.</summary>
[TestClass]
public sealed class CommandLineTests : StationTest
{
    [TestMethod]
    [DataRow("", "no command given")]
    [DataRow("charger", "unknown command 'charger'")]
    [DataRow("emulator --webport 1", "unknown option '--webport'")]
    [DataRow("emulator --web-port", "--web-port needs a value")]
    [DataRow("emulator --web-port 70000", "--web-port is '70000': it must be an integer from 1 to 65535")]
    [DataRow("emulator --web-host office", "--web-host is 'office': it must be an IP address")]
    [DataRow("emulator --serial-mode usb", "--serial-mode is 'usb': it must be 'tcp' or 'pty'")]
    [DataRow("emulator --time-factor 0", "--time-factor is '0': it must be a number above 0")]
    [DataRow("firmware --contract 2025-01", "--contract is '2025-01': it must be 2026-02 or 2026-07 or 2026-09")]
    [DataRow("firmware --chip-id xyz", "--chip-id is 'xyz': it must be a 64-bit number in hexadecimal")]
    [DataRow("firmware --mdns-link 10.0.0.1:5353", "--mdns-link is '10.0.0.1:5353': it must be a multicast link")]
    [DataRow("firmware --rapi-tcp nowhere", "--rapi-tcp is 'nowhere': it must be an address and port")]
    [DataRow("firmware --rapi-tcp 127.0.0.1:1 --rapi-serial /tmp/none", "--rapi-serial and --rapi-tcp are both given")]
    [DataRow("firmware --set-config hostname", "--set-config is 'hostname': it must be NAME=VALUE")]
    [DataRow("firmware --set-config www_http_port=0", "www_http_port is '0': it must be a port")]
    [DataRow("firmware --set-config hostname=a.b", "hostname is 'a.b': it must be one label")]
    [DataRow("firmware --mutant x", "--mutant is 'x': it must be a mutant of contract 2026-09: 'virtual-station firmware --contract=2026-09 --list-mutants'")]
    [DataRow("firmware --mutant reciprocal-loop --contract 2026-02", "--mutant is 'reciprocal-loop': it must be a mutant of contract 2026-02")]
    [DataRow("browse --mdns-link office", "--mdns-link is 'office': it must be a multicast link")]
    [DataRow("firmware --allow-remote-peers=yes", "--allow-remote-peers takes no value")]
    public async Task Run_InvalidOption_Exits2WithOneLine(string commandLine, string expected)
    {
        var process = Run(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.AreEqual(2, await process.WaitForExitAsync(Token));
        var error = Assert.ContainsSingle(line => line.StartsWith("virtual-station: ", StringComparison.Ordinal), process.Output.Split('\n'));
        Assert.StartsWith($"virtual-station: {expected}", error);
    }

    [TestMethod]
    [DataRow("WEB_PORT", "emulator")]
    [DataRow("OPENEVSE_CHIP_ID", "firmware")]
    public async Task Run_InvalidVariable_Exits2WithItsName(string variable, string command)
    {
        var process = Run(new Dictionary<string, string?> { [variable] = "nonsense" }, command);

        Assert.AreEqual(2, await process.WaitForExitAsync(Token));
        Assert.Contains($"virtual-station: {variable} is 'nonsense'", process.Output);
    }

    [TestMethod]
    [DataRow("--help", "emulator")]
    [DataRow("emulator --help", "WEB_HOST; default 127.0.0.1")]
    [DataRow("firmware -h", "--rapi-serial, --rapi PATH")]
    public async Task Run_Help_ListsOptions(string commandLine, string expected)
    {
        var process = Run(commandLine.Split(' '));

        Assert.AreEqual(0, await process.WaitForExitAsync(Token));
        Assert.Contains(expected, process.Output);
    }

    [TestMethod]
    public async Task Firmware_UnknownSetting_LogsWarning()
    {
        var firmware = await StartFirmwareAsync(0, "2026-07", "--set-config", "no_such_setting=1");

        await firmware.Process.WaitForOutputAsync("Config option 'no_such_setting' not applied", Token);
    }

    [TestMethod]
    public async Task Firmware_PortInUse_Exits1WithPort()
    {
        HasOwnProcesses = true;
        var first = await StartFirmwareAsync();

        var second = Run(new Dictionary<string, string?> { ["OPENEVSE_MDNS_LINK"] = Link }, "firmware", "--set-config", $"www_http_port={first.Http.Port}");

        Assert.AreEqual(1, await second.WaitForExitAsync(Token));
        Assert.Contains($"virtual-station: HTTP port {first.Http.Port} of 127.0.0.1 is in use", second.Output);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Emulator_PortInUse_Exits1WithPort(bool isRapi)
    {
        HasOwnProcesses = true;
        var first = await StartEmulatorAsync();
        var port = isRapi ? first.RapiPort : first.Http.Port;
        var variables = new Dictionary<string, string?>
        {
            ["SERIAL_MODE"] = "tcp",
            ["WEB_PORT"] = $"{(isRapi ? FreePorts.Tcp() : port)}",
            ["SERIAL_TCP_PORT"] = $"{(isRapi ? port : FreePorts.Tcp())}",
        };

        var second = Run(variables, "emulator");

        Assert.AreEqual(1, await second.WaitForExitAsync(Token));
        Assert.Contains($"virtual-station: {(isRapi ? "RAPI" : "HTTP")} port {port} of 127.0.0.1 is in use", second.Output);
    }

    [TestMethod]
    public async Task Emulator_SerialModePty_SerialPortIsClosed()
    {
        var port = FreePorts.Tcp();
        await StartEmulatorAsync("--serial-mode", "pty", "--serial-tcp-port", $"{port}");

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var failure = await Assert.ThrowsExactlyAsync<SocketException>(async () => await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), Token));

        Assert.AreEqual(SocketError.ConnectionRefused, failure.SocketErrorCode);
    }

    [TestMethod]
    public async Task Stop_ConnectedEmulatorAndFirmware_Exit0()
    {
        HasOwnProcesses = true;
        var emulator = await StartEmulatorAsync();
        var firmware = await StartFirmwareAsync(0, "2026-07", "--rapi-tcp", $"127.0.0.1:{emulator.RapiPort}");

        await firmware.Process.StopAsync(isGraceful: true, Token);
        await emulator.Process.StopAsync(isGraceful: true, Token);
    }

    [TestMethod]
    public async Task Start_AspNetCoreVariables_AreIgnored()
    {
        HasOwnProcesses = true;
        var (ignored, port) = (FreePorts.Tcp(), FreePorts.Tcp());
        var process = Run(new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ignored}", ["WEB_PORT"] = $"{port}" }, "emulator");
        await process.WaitForOutputAsync($"Web API: http://127.0.0.1:{port}", Token);

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => NewClient(ignored).GetAsync("/api/status", Token));
    }
}
