using MulticastDns;

namespace VirtualStation.Tests;

/// <summary><c>virtual-station host</c>: a hosted station behaves like one in a process of its own.</summary>
[TestClass]
public sealed class StationHostTests : StationTest
{
    private const int ExitCodeOfSigKill = 128 + 9;
    private const string ServiceType = "_openevse._tcp";

    // Ids from 101: requests of the tests name station 1, which does not exist.
    private static int _lastId = 100;
    private static TestDirectory _directory = null!;
    private static StationProcess _host = null!;

    [ClassInitialize]
    public static void StartSharedHost(TestContext context)
    {
        Assert.IsNotNull(context);
        _directory = new TestDirectory();
        _host = StartHost(_directory);
    }

    [ClassCleanup]
    public static async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [TestMethod]
    public async Task Stop_RunningStation_LogsStopped()
    {
        var station = await StartAsync(_host, "stopped");

        Send(_host, new { action = "stop", id = station.Id });

        await WaitForExitAsync(_host, station, 0);
        Assert.Contains("Stopped", await station.ReadLogAsync(Token));
    }

    [TestMethod]
    public async Task Start_Station_IsConfirmedWhenItAnswers()
    {
        var station = Launch(_host, "confirmed", "--time-factor=1");

        await _host.WaitForOutputAsync($$"""{"id":{{station.Id}},"done":"start"}""", Token);

        Assert.AreEqual(200, (await NewClient(station.Port).GetAsync("/config", Token)).Status);
    }

    [TestMethod]
    public async Task Kill_RunningStation_LogsNothing()
    {
        var station = await StartAsync(_host, "killed");

        Send(_host, new { action = "kill", id = station.Id });

        await WaitForExitAsync(_host, station, ExitCodeOfSigKill);
        Assert.DoesNotContain("Stopped", await station.ReadLogAsync(Token));
    }

    [TestMethod]
    [DataRow("stop", 0)]
    [DataRow("kill", ExitCodeOfSigKill)]
    public async Task StopOrKill_RunningStation_ClosesItsPort(string action, int exitCode)
    {
        var station = await StartAsync(_host, "closing");

        Send(_host, new { action, id = station.Id });

        await WaitForExitAsync(_host, station, exitCode);
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => NewClient(station.Port).GetAsync("/config", Token));
    }

    [TestMethod]
    public async Task Freeze_RunningStation_IsConfirmed()
    {
        var station = await StartAsync(_host, "frozen");

        Send(_host, new { action = "freeze", id = station.Id });

        await _host.WaitForOutputAsync($$"""{"id":{{station.Id}},"done":"freeze"}""", Token);
    }

    [TestMethod]
    [DataRow("stop", 0)]
    [DataRow("kill", ExitCodeOfSigKill)]
    public async Task StopOrKill_FrozenStation_Exits(string action, int exitCode)
    {
        var station = await StartAsync(_host, "frozen");
        Send(_host, new { action = "freeze", id = station.Id });

        Send(_host, new { action, id = station.Id });

        await WaitForExitAsync(_host, station, exitCode);
    }

    [TestMethod]
    public async Task Kill_PublishedStation_SendsNoGoodbye()
    {
        var (stopped, killed) = (await StartAsync(_host, "stopped"), await StartAsync(_host, "killed"));
        Assert.IsTrue(MulticastLink.TryParse(Link, out var link, out var error), error);
        await using var node = new MulticastDnsNode(link);
        await node.StartAsync(Token);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(Retry.Timeout);
        var published = new HashSet<string>();

        await foreach (var change in node.WatchAsync(ServiceType, timeout.Token))
        {
            if (change.Kind == ServiceEventKind.Removed)
            {
                Assert.AreEqual("stopped", change.Instance.Instance);
                break;
            }

            if (published.Add(change.Instance.Instance) && published.Count == 2)
            {
                // Kills the one first, so that a goodbye of its own would arrive before that of the other.
                Send(_host, new { action = "kill", id = killed.Id });
                await WaitForExitAsync(_host, killed, ExitCodeOfSigKill);
                Send(_host, new { action = "stop", id = stopped.Id });
                await WaitForExitAsync(_host, stopped, 0);
            }
        }
    }

    [TestMethod]
    public async Task Crash_OneOfTwoStations_OtherKeepsRunning()
    {
        var (crashing, other) = (await StartAsync(_host, "crashing", "--mutant=crash-on-delete"), await StartAsync(_host, "other"));
        await Assert.ThrowsExactlyAsync<HttpRequestException>(
            () => NewClient(crashing.Port).DeleteAsync($"{RunningFirmware.PeersPath}/unknown.local", Token));

        await WaitForExitAsync(_host, crashing, ExitCodeOfSigKill);

        Assert.AreEqual(200, (await NewClient(other.Port).GetAsync("/config", Token)).Status);
    }

    [TestMethod]
    public async Task Start_InvalidOption_ExitsWith2()
    {
        var station = Launch(_host, "invalid", "--colour=red");

        await WaitForExitAsync(_host, station, 2);
        Assert.Contains("virtual-station: unknown option '--colour=red'", await station.ReadLogAsync(Token));
    }

    [TestMethod]
    public async Task Start_PortInUse_ExitsWith1()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var station = Launch(_host, "late", $"--set-config=www_http_port={((IPEndPoint)listener.LocalEndpoint).Port}");

        await WaitForExitAsync(_host, station, 1);
        Assert.Contains("is in use by another process", await station.ReadLogAsync(Token));
    }

    [TestMethod]
    public async Task Start_DirectoryOfKilledStation_KeepsPeers()
    {
        var first = await StartAsync(_host, "device");
        await NewClient(first.Port).PostAsync(RunningFirmware.PeersPath, """{"host":"kept.local","reciprocal":false}""", Token);
        Send(_host, new { action = "kill", id = first.Id });
        await WaitForExitAsync(_host, first, ExitCodeOfSigKill);

        var second = await StartAsync(_host, "device", directory: first.Directory);

        Assert.Contains("kept.local", (await NewClient(second.Port).GetAsync(RunningFirmware.PeersPath, Token)).Body);
    }

    [TestMethod]
    public async Task Log_RunningStation_WritesLineToItsLog()
    {
        var station = await StartAsync(_host, "marked");

        Send(_host, new { action = "log", id = station.Id, line = "---- next test" });
        Send(_host, new { action = "stop", id = station.Id });

        await WaitForExitAsync(_host, station, 0);
        Assert.Contains("\n---- next test\n", await station.ReadLogAsync(Token));
    }

    [TestMethod]
    [DataRow("what?", "'what?' is not a JSON object")]
    [DataRow("""{"id":1}""", "has no \"action\" that is a string")]
    [DataRow("""{"action":"stop"}""", "has no \"id\" that is an integer")]
    [DataRow("""{"action":"jump","id":1}""", "unknown action 'jump': use 'start', 'stop', 'kill', 'freeze', 'thaw' or 'log'")]
    [DataRow("""{"action":"start","id":1,"environment":{},"directory":"/","log":"/no/file"}""", "has no \"arguments\" that is an array of strings")]
    [DataRow("""{"action":"start","id":1,"arguments":[],"environment":{},"directory":"/","log":"/no/file"}""", "the log '/no/file' cannot be written")]
    public async Task Request_Invalid_IsAnsweredWithError(string request, string error)
    {
        _host.WriteLine(request);

        await Retry.UntilPassesAsync(() => Assert.Contains(message => message.Contains(error, StringComparison.Ordinal), Errors(_host), _host.Output), Token);
    }

    [TestMethod]
    public async Task Request_AfterInvalidOne_IsExecuted()
    {
        _host.WriteLine("what?");

        await StartAsync(_host, "next");
    }

    [TestMethod]
    public async Task Input_Closed_StationKeepsRunning()
    {
        await using var host = StartHost(NewDirectory());
        var station = await StartAsync(host, "orphan");

        host.CloseInput();

        Assert.AreEqual(200, (await NewClient(station.Port).GetAsync("/config", Token)).Status);
    }

    [TestMethod]
    public async Task Terminate_RunningStation_StopsItGracefully()
    {
        await using var host = StartHost(NewDirectory());
        var station = await StartAsync(host, "stopped");

        await host.StopAsync(isGraceful: true, Token);

        Assert.Contains("Stopped", await station.ReadLogAsync(Token));
    }

    private static IEnumerable<string> Errors(StationProcess host) => host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonElement.Parse(line))
        .Where(line => line.TryGetProperty("error", out _))
        .Select(line => line.GetProperty("error").GetString()!);

    private static void Send(StationProcess host, object request) => host.WriteLine(JsonSerializer.Serialize(request));

    private Task WaitForExitAsync(StationProcess host, HostedFirmware station, int exitCode) =>
        host.WaitForOutputAsync($$"""{"id":{{station.Id}},"exitCode":{{exitCode}}}""", Token);

    private HostedFirmware Launch(StationProcess host, string name, string argument, string? directory = null)
    {
        var station = new HostedFirmware(Interlocked.Increment(ref _lastId), FreePorts.Tcp(), directory ?? NewDirectory().Path);
        string[] settings = ["--set-config", $"www_http_port={station.Port}", "--set-config", $"hostname={name}"];
        Send(host, new
        {
            action = "start",
            id = station.Id,
            arguments = (string[])["firmware", "--mdns-link", Link, .. settings, argument],
            environment = new Dictionary<string, string> { ["OPENEVSE_CHIP_ID"] = $"0x{station.Id}" },
            directory = station.Directory,
            log = station.Log,
        });
        return station;
    }

    private async Task<HostedFirmware> StartAsync(StationProcess host, string name, string argument = "--time-factor=1", string? directory = null)
    {
        var station = Launch(host, name, argument, directory);
        await Retry.UntilPassesAsync(async () => Assert.AreEqual(200, (await NewClient(station.Port).GetAsync("/config", Token)).Status), Token);
        return station;
    }

    private sealed record HostedFirmware(int Id, int Port, string Directory)
    {
        public string Log => Path.Combine(Directory, "log");

        public async Task<string> ReadLogAsync(CancellationToken cancellationToken)
        {
            await using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return await reader.ReadToEndAsync(cancellationToken);
        }
    }
}
