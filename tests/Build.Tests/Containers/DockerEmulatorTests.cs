using System.Text.Json;
using System.Text.RegularExpressions;
using Build.Tests.Support;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Sessions;
using LoadSharing.Tests;
using RestSharp;

namespace Build.Tests.Containers;

/// <summary>Emulators in containers, by a stand-in for the Docker client: what the engine refuses, where it is, and what a container says last.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class DockerEmulatorTests : BuildTest
{
    private const string Here = "127.0.0.1";

    // Linux has all of 127.0.0.0/8: another machine's address as far as the build can see, and nobody else's.
    private const string Elsewhere = "127.0.0.2";

    // As docker 28.2 says it, its second line left out.
    private const string NameInUse =
        "docker: Error response from daemon: Conflict. The container name \"/{name}\" is already in use by container \"bf92afbb197c\". You have to remove (or rename) that container to be able to reuse that name.";

    private const string PortAllocated =
        "docker: Error response from daemon: driver failed programming external connectivity on endpoint {name} (7018d5308501): Bind for 0.0.0.0:{port} failed: port is already allocated";

    private const string PortInUse =
        "docker: Error response from daemon: driver failed programming external connectivity on endpoint {name} (7edb85a49c8c): Error starting userland proxy: listen tcp4 0.0.0.0:{port}: bind: address already in use";

    // More than a start is tried again for any other reason.
    private const int Taken = 4;

    [TestMethod]
    [DataRow(NameInUse, "container emulator_{slot}")]
    [DataRow(PortAllocated, "TCP port {port} of the Docker host")]
    [DataRow(PortInUse, "TCP port {port} of the Docker host")]
    public async Task Up_ForeignContainersOnTheEngine_SkipsTheirSlots(string said, string obstacle)
    {
        var (checkout, docker) = await NewCheckoutAsync(Elsewhere);
        docker.Refuse(Taken, said);

        var up = await UpAsync(checkout);

        var notes = Regex.Matches(up.Output, @"Slot (\d+) is skipped: (.+) is in use\.").ToList();
        foreach (var note in notes.Where(note => !note.Groups[2].Value.StartsWith("/tmp/", StringComparison.Ordinal)))
        {
            var slot = new Slot(int.Parse(note.Groups[1].Value));
            var expected = obstacle.Replace("{slot}", $"{slot.Number}", StringComparison.Ordinal).Replace("{port}", $"{slot.EmulatorPort}", StringComparison.Ordinal);
            Assert.AreEqual(expected, note.Groups[2].Value);
        }

        Assert.HasCount(Taken, notes.Select(note => note.Groups[1].Value).Distinct().ToList(), up.Output);
        Assert.HasCount(Taken, notes, "A slot is told of twice");
        var station = Assert.ContainsSingle(docker.Containers, "What the engine made before it refused is left").Replace("emulator_", "station-", StringComparison.Ordinal);
        Assert.AreEqual(station, checkout.Sessions.Single().Entries.OfType<StationEntry>().Last().Name);
        await EndAsync(up, checkout, docker);
    }

    [TestMethod]
    public async Task Lease_EngineRefuses_HasTheErrorOfDocker()
    {
        const string Said = "docker: Error response from daemon: no space left on device";
        var (checkout, docker) = await NewCheckoutAsync(Here);
        var up = await UpAsync(checkout);
        docker.Refuse(1, Said);
        using var api = await ApiAsync(checkout);

        var answer = await api.SendAsync(Method.Post, "/leases", new { size = 1 }, Token);

        Assert.AreEqual(409, answer.Status, answer.ToString());
        var detail = JsonElement.Parse(answer.Body).GetProperty("detail").GetString()!;
        var pattern = @"^(station-\d+): the emulator was not started: docker run exited with exit code 125 after \d+\.\d s\.\nLast lines of its log:\n  \| "
            + Regex.Escape(Said) + @"\nLog: (.+/\1\.emulator\.fleet-\d+\.log)$";
        Assert.MatchesRegex(pattern, detail);
        Assert.AreEqual(Said + "\n", await File.ReadAllTextAsync(Regex.Match(detail, pattern).Groups[2].Value, Token));
        Assert.HasCount(1, (await api.SendAsync(Method.Post, "/leases", new { size = 1 }, Token)).Read<LeaseDocument>().Stations, "It does not lease any more");
        await EndAsync(up, checkout, docker);
    }

    [TestMethod]
    public async Task Up_EngineRefuses_FailsWithTheErrorOfDocker()
    {
        const string Said = "docker: Error response from daemon: no space left on device";
        var (checkout, docker) = await NewCheckoutAsync(Here);
        docker.Refuse(1, Said);

        var run = await checkout.RunAsync("--target=Up", "--stations=1", "--emulator=docker");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.MatchesRegex(@"station-\d+: the emulator was not started: docker run exited with exit code 125", run.Errors);
        Assert.Contains($"  | {Said}", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Lease_EngineUnavailable_ReportsContainersThatMayRemain()
    {
        const string Said = "Cannot connect to the Docker daemon. Is the docker daemon running?";
        var (checkout, docker) = await NewCheckoutAsync(Here);
        var up = await UpAsync(checkout);
        using var api = await ApiAsync(checkout);
        docker.TakeEngineAway(Said);

        var answer = await api.SendAsync(Method.Post, "/leases", new { size = 1 }, Token);

        docker.TakeEngineAway(null);
        Assert.AreEqual(409, answer.Status, answer.ToString());
        var detail = JsonElement.Parse(answer.Body).GetProperty("detail").GetString()!;
        Assert.MatchesRegex(@"^station-\d+: the emulator was not started: docker run exited with exit code 1 after ", detail);
        Assert.EndsWith($"\nIts removal failed too: docker ps: {Said}", detail);
        await EndAsync(up, checkout, docker);
    }

    [TestMethod]
    public async Task Up_RemoteEngine_UsesItsAddress()
    {
        Needs.Program("socat");
        var (checkout, docker) = await NewCheckoutAsync(Elsewhere);
        await Script.WriteAsync(Path.Combine(checkout.Root, "path", "dbus-send"), "echo answers", Token);
        var firmware = await Script.WriteAsync(
            Path.Combine(checkout.Root, "firmware"), $"exec '{Installation.Shared.VirtualStation}' firmware --mdns-link 239.86.255.1:16999 \"$@\"", Token);

        var up = await UpAsync(checkout, $"--firmware={firmware}", "--isolation=host");

        var session = Assert.ContainsSingle(checkout.Sessions);
        var station = session.Entries.OfType<StationEntry>().Single();
        var slot = new Slot(int.Parse(station.Name.Split('-')[1]));
        Assert.AreEqual($"http://{Elsewhere}:{slot.EmulatorPort}/", station.EmulatorUrl);
        Assert.AreEqual($"http://{Here}:{slot.FirmwarePort}/", station.FirmwareUrl);
        Assert.AreEqual($"tcp://{Elsewhere}:2375", session.Entries.OfType<ContainerEntry>().Single().DockerHost);
        Assert.IsTrue(docker.Calls.All(call => call.StartsWith($"tcp://{Elsewhere}:2375|", StringComparison.Ordinal)), string.Join('\n', docker.Calls));
        Assert.Contains($" --publish {slot.EmulatorPort}:8080 --publish {slot.RapiPort}:8023 ", docker.Calls.Single(call => call.Contains("|run ", StringComparison.Ordinal)));
        var bridge = session.Entries.OfType<ProcessEntry>().Single(entry => entry.Component == "bridge").Process;
        Assert.Contains($" TCP:{Elsewhere}:{slot.RapiPort},", Marked.Describe([bridge]));
        await Eventually.HoldsAsync(
            "the firmware sees its charger",
            async () => (await StationHttp.GetAsync(new Uri(station.FirmwareUrl), "status", Token)).GetProperty("voltage").GetDouble() > 0 ? null : "not yet",
            Token);
        await EndAsync(up, checkout, docker);
    }

    [TestMethod]
    public async Task Stop_Container_LogsItsLastOutput()
    {
        var (checkout, docker) = await NewCheckoutAsync(Here);
        var up = await UpAsync(checkout);
        var container = Assert.ContainsSingle(docker.Containers);

        await EndAsync(up, checkout, docker);

        var log = Assert.ContainsSingle(Directory.GetFiles(Path.Combine(checkout.Results, "logs"), "*.emulator.*.log", SearchOption.AllDirectories));
        Assert.EndsWith($"last words of {container}\n", await File.ReadAllTextAsync(log, Token));
    }

    private async Task<(Checkout Checkout, FakeDocker Docker)> NewCheckoutAsync(string host)
    {
        var checkout = NewCheckout();
        checkout.Environment["DOCKER_HOST"] = host == Here ? null : $"tcp://{host}:2375";
        return (checkout, await FakeDocker.InAsync(checkout, host, Token));
    }

    private async Task<RunningBuild> UpAsync(Checkout checkout, params IEnumerable<string> options)
    {
        var up = checkout.Start(["--target=Up", "--stations=1", "--emulator=docker", .. options]);
        await up.PrintsAsync("Ctrl-C stops it.", Token);
        await up.StillRunsUntilAsync("lab.json is there", () => File.Exists(checkout.LabConnection) ? null : "it is not", Token);
        return up;
    }

    private async Task<LabApi> ApiAsync(Checkout checkout)
    {
        var connection = JsonSerializer.Deserialize<LabConnection>(await File.ReadAllTextAsync(checkout.LabConnection, Token), JsonSerializerOptions.Web)!;
        return new LabApi(connection.Url, connection.Token);
    }

    private async Task EndAsync(RunningBuild up, Checkout checkout, FakeDocker docker)
    {
        up.Signal(Signals.Terminate);
        var result = await up.ExitAsync(Token);
        Assert.AreEqual(143, result.ExitCode, result.ToString());
        Assert.IsEmpty(docker.Containers, "Containers are left");
        checkout.IsClean();
    }
}
