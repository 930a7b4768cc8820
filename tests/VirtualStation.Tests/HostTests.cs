using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MulticastDns;
using VirtualStation.Tests.Support;

namespace VirtualStation.Tests;

/// <summary>Many stations in one process: from outside, each is as in a process of its own.</summary>
[TestClass]
public sealed class HostTests : StationTest
{
    private const int SigKill = 128 + 9;
    private int _lastId;

    [TestMethod]
    public async Task Stop_AndCut_EndAsBySigtermAndSigkill()
    {
        var host = StartHost();
        var (stopped, cut) = (await StartAsync(host, "stopped"), await StartAsync(host, "cut"));
        Assert.IsTrue(MulticastLink.TryParse(Link, out var link, out var error), error);
        await using var node = new MulticastDnsNode(link);
        await node.StartAsync(Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Wait.Patience);
        var seen = new HashSet<string>();
        await foreach (var change in node.WatchAsync("_openevse._tcp", patience.Token))
        {
            if (change.Kind != ServiceEventKind.Removed && seen.Add(change.Instance.Instance) && seen.Count == 2)
            {
                // The one that is cut goes first: when the other's goodbye is heard, its own would have been.
                Order(host, new { @do = "cut", id = cut.Id });
                await UntilEndedAsync(host, cut.Id, SigKill);
                Order(host, new { @do = "stop", id = stopped.Id });
                await UntilEndedAsync(host, stopped.Id, 0);
            }

            if (change.Kind == ServiceEventKind.Removed)
            {
                Assert.AreEqual("stopped", change.Instance.Instance, "A station that is cut says goodbye");
                break;
            }
        }

        foreach (var port in new[] { stopped.Port, cut.Port })
        {
            await Assert.ThrowsExactlyAsync<HttpRequestException>(() => NewClient(port).GetAsync("/config", Token));
        }

        Assert.Contains("Stopped", await stopped.ReadLogAsync(Token));
        Assert.DoesNotContain("Stopped", await cut.ReadLogAsync(Token));
    }

    [TestMethod]
    public async Task Crash_OfOneStation_IsItsOwnAndNobodyElses()
    {
        var host = StartHost();
        var (crashing, other) = (await StartAsync(host, "crashing", "--defect=crash-on-delete"), await StartAsync(host, "other"));

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => NewClient(crashing.Port).DeleteAsync($"{FirmwareStation.PeersPath}/nobody.local", Token));

        await UntilEndedAsync(host, crashing.Id, SigKill);
        Assert.AreEqual(200, (await NewClient(other.Port).GetAsync("/config", Token)).Status);
    }

    [TestMethod]
    public async Task Start_WithAWrongOptionOrATakenPort_EndsWithTheExitCodeAndTheLineOfAProcess()
    {
        var host = StartHost();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var wrong = Launch(host, "wrong", "--colour=red");
        var late = Launch(host, "late", $"--set-config=www_http_port={((IPEndPoint)taken.LocalEndpoint).Port}");

        await UntilEndedAsync(host, wrong.Id, 2);
        await UntilEndedAsync(host, late.Id, 1);
        Assert.Contains("virtual-station: unknown option '--colour=red'", await wrong.ReadLogAsync(Token));
        Assert.Contains("is taken: another process listens on it", await late.ReadLogAsync(Token));
    }

    [TestMethod]
    public async Task Start_InADirectoryThatAnotherHadBefore_IsTheSameDevice()
    {
        var host = StartHost();
        var first = await StartAsync(host, "device");
        Assert.AreEqual(200, (await NewClient(first.Port).PostAsync(FirmwareStation.PeersPath, """{"host":"kept.local","reciprocal":false}""", Token)).Status);
        Order(host, new { @do = "cut", id = first.Id });
        await UntilEndedAsync(host, first.Id, SigKill);

        var second = await StartAsync(host, "device", directory: first.Directory);

        Assert.Contains("kept.local", (await NewClient(second.Port).GetAsync(FirmwareStation.PeersPath, Token)).Body);
    }

    [TestMethod]
    public async Task Mark_IsALineOfTheStationsLog()
    {
        var host = StartHost();
        var station = await StartAsync(host, "marked");

        Order(host, new { @do = "mark", id = station.Id, line = "---- from here on" });
        Order(host, new { @do = "stop", id = station.Id });
        await UntilEndedAsync(host, station.Id, 0);

        Assert.Contains("\n---- from here on\n", await station.ReadLogAsync(Token));
    }

    [TestMethod]
    [DataRow("what?", "'what?' is not a JSON object")]
    [DataRow("""{"id":1}""", "has no \"do\" that is a text")]
    [DataRow("""{"do":"stop"}""", "has no \"id\" that is a whole number")]
    [DataRow("""{"do":"jump","id":1}""", "unknown order 'jump': use 'start', 'stop', 'cut' or 'mark'")]
    [DataRow("""{"do":"start","id":1,"environment":{},"directory":"/","log":"/nowhere/at/all"}""", "has no \"arguments\" that is a list of texts")]
    [DataRow("""{"do":"start","id":1,"arguments":[],"environment":{},"directory":"/","log":"/nowhere/at/all"}""", "the log '/nowhere/at/all' cannot be written")]
    public async Task Order_ThatMakesNoSense_IsAnsweredAndTheNextOneIsObeyed(string order, string error)
    {
        var host = StartHost();

        host.Send(order);

        await Wait.UntilAsync("the host answers", () => Task.FromResult(Errors(host).Any(answer => answer.Contains(error, StringComparison.Ordinal)) ? null : host.Output), Token);
        await StartAsync(host, "next");
    }

    [TestMethod]
    public async Task EndOfOrders_StationsRunOn_UntilTheHostIsTerminated()
    {
        var host = StartHost();
        var station = await StartAsync(host, "orphan");

        host.CloseInput();
        Assert.AreEqual(200, (await NewClient(station.Port).GetAsync("/config", Token)).Status);
        host.Terminate();

        Assert.AreEqual(0, await host.WaitForExitAsync(Token));
        Assert.Contains("Stopped", await station.ReadLogAsync(Token));
    }

    private static IEnumerable<string> Errors(ChildProcess host) => host.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonElement.Parse(line))
        .Where(line => line.TryGetProperty("error", out _))
        .Select(line => line.GetProperty("error").GetString()!);

    private static void Order(ChildProcess host, object order) => host.Send(JsonSerializer.Serialize(order));

    private Task UntilEndedAsync(ChildProcess host, int id, int exitCode) => Wait.UntilAsync(
        $"{id} ends with {exitCode}",
        () => Task.FromResult(host.Output.Split('\n').Contains($$"""{"id":{{id}},"exitCode":{{exitCode}}}""") ? null : host.Output),
        Token);

    private ChildProcess StartHost() => Run(NewDirectory().Path, new Dictionary<string, string?>(), "host");

    private Hosted Launch(ChildProcess host, string name, string argument, string? directory = null)
    {
        var station = new Hosted(++_lastId, FreePorts.Tcp(), directory ?? NewDirectory().Path);
        Order(host, new
        {
            @do = "start",
            id = station.Id,
            arguments = (string[])["firmware", "--mdns-link", Link, "--set-config", $"www_http_port={station.Port}", "--set-config", $"hostname={name}", argument],
            environment = new Dictionary<string, string> { ["OPENEVSE_CHIP_ID"] = $"0x{station.Id}" },
            directory = station.Directory,
            log = station.Log,
        });
        return station;
    }

    private async Task<Hosted> StartAsync(ChildProcess host, string name, string argument = "--time-factor=1", string? directory = null)
    {
        var station = Launch(host, name, argument, directory);
        await Wait.UntilAsync(
            $"{name} answers",
            async () =>
            {
                try
                {
                    return (await NewClient(station.Port).GetAsync("/config", Token)).Status == 200 ? null : "not 200";
                }
                catch (HttpRequestException error)
                {
                    return error.Message;
                }
            },
            Token);
        return station;
    }

    private sealed record Hosted(int Id, int Port, string Directory)
    {
        public string Log => Path.Combine(Directory, "log");

        public async Task<string> ReadLogAsync(CancellationToken cancellation)
        {
            await using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return await reader.ReadToEndAsync(cancellation);
        }
    }
}
