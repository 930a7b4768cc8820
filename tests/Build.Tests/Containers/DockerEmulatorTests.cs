namespace Build.Tests.Containers;

/// <summary>Runs of <c>--target=Up</c> with emulators in containers, on a fake Docker client.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class DockerEmulatorTests : BuildTest
{
    private const string LocalEngine = "127.0.0.1";

    // Linux has all addresses of 127.0.0.0/8, so that a remote machine can have this one.
    private const string RemoteEngine = "127.0.0.2";

    // The errors of docker 28.2 without their second line.
    private const string NameInUse =
        "docker: Error response from daemon: Conflict. The container name \"/{name}\" is already in use by container \"bf92afbb197c\". "
        + "You have to remove (or rename) that container to be able to reuse that name.";

    private const string PortAllocated =
        "docker: Error response from daemon: driver failed programming external connectivity on endpoint {name} (7018d5308501): "
        + "Bind for 0.0.0.0:{port} failed: port is already allocated";

    private const string PortInUse =
        "docker: Error response from daemon: driver failed programming external connectivity on endpoint {name} (7edb85a49c8c): "
        + "Error starting userland proxy: listen tcp4 0.0.0.0:{port}: bind: address already in use";

    // Four refusals: more than a start is retried for any other reason.
    [TestMethod]
    public async Task Up_NamesAndPortsInUseOnTheEngine_SkipsTheirSlots()
    {
        var (checkout, docker) = await NewCheckoutAsync(RemoteEngine);
        docker.Refuse(NameInUse, PortAllocated, PortInUse, NameInUse);

        var up = await checkout.UpAsync("--stations=1", "--emulator=docker");

        // Ports and links of this machine may be in use, too.
        var skipped = Regex.Matches(up.Output, @"Slot (\d+) is skipped: (container .+|.+ of the Docker host) is in use\.")
            .Select(match => (Slot: new Slot(int.Parse(match.Groups[1].Value)), Resource: match.Groups[2].Value))
            .ToList();
        Assert.HasCount(4, skipped, up.Output);
        Expect.Sequence(
            skipped.Select(skip => skip.Resource),
            $"container {skipped[0].Slot.ContainerName}",
            $"TCP port {skipped[1].Slot.EmulatorPort} of the Docker host",
            $"TCP port {skipped[2].Slot.EmulatorPort} of the Docker host",
            $"container {skipped[3].Slot.ContainerName}");
        var container = Assert.ContainsSingle(docker.Containers, "Expected no container of a refused slot");
        Assert.AreEqual(
            container.Replace("emulator_", "station-", StringComparison.Ordinal),
            checkout.Sessions.Single().Stations(1).Single().Name);
        await StopAsync(up, checkout, docker);
    }

    [TestMethod]
    public async Task Up_EngineRefuses_FailsWithTheErrorOfDocker()
    {
        const string Error = "docker: Error response from daemon: no space left on device";
        var (checkout, docker) = await NewCheckoutAsync(LocalEngine);
        docker.Refuse(Error);

        var run = await checkout.RunAsync("--target=Up", "--stations=1", "--emulator=docker");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.MatchesRegex(@"station-\d+: the emulator was not started: docker run exited with exit code 125", run.Errors);
        Assert.Contains($"  | {Error}", run.Errors);
        checkout.IsClean();
    }

    [TestMethod]
    public async Task Up_RemoteEngine_UsesItsAddress()
    {
        RequireProgram("socat");
        var (checkout, docker) = await NewCheckoutAsync(RemoteEngine);
        await checkout.AddProgramAsync("dbus-send", "echo avahi 0.8");
        var firmware = await Script.WriteAsync(
            Path.Combine(checkout.Root, "firmware"), VirtualStation.RunFirmware("--mdns-link 239.86.255.1:16999"), Token);

        var up = await checkout.UpAsync("--stations=1", "--emulator=docker", $"--firmware={firmware}", "--isolation=host");

        var session = Assert.ContainsSingle(checkout.Sessions);
        var station = session.Entries.OfType<StationEntry>().Single();
        var slot = new Slot(int.Parse(station.Name.Split('-')[1]));
        Assert.AreEqual($"http://{RemoteEngine}:{slot.EmulatorPort}/", station.EmulatorUrl);
        Assert.AreEqual($"http://{LocalEngine}:{slot.FirmwarePort}/", station.FirmwareUrl);
        Assert.AreEqual($"tcp://{RemoteEngine}:2375", session.Entries.OfType<ContainerEntry>().Single().DockerHost);
        Assert.IsTrue(docker.Calls.All(call => call.StartsWith($"tcp://{RemoteEngine}:2375|", StringComparison.Ordinal)), string.Join('\n', docker.Calls));
        Assert.Contains(
            $" --publish {slot.EmulatorPort}:8080 --publish {slot.RapiPort}:8023 ",
            docker.Calls.Single(call => call.Contains("|run ", StringComparison.Ordinal)));
        var bridge = session.Entries.OfType<ProcessEntry>().Single(entry => entry.Component == "bridge").Process;
        Assert.Contains($" TCP:{RemoteEngine}:{slot.RapiPort},", ProcessSearch.Describe([bridge]));
        await Eventually.HoldsAsync(
            "the firmware reads its charger",
            async () => (await StationHttp.GetAsync(new Uri(station.FirmwareUrl), "status", Token)) is var status
                && status.GetProperty("voltage").GetDouble() > 0
                    ? null
                    : status.ToString(),
            Token);
        await StopAsync(up, checkout, docker);
    }

    private async Task<(Checkout Checkout, FakeDocker Docker)> NewCheckoutAsync(string host)
    {
        var checkout = NewCheckout();
        checkout.Environment["DOCKER_HOST"] = host == LocalEngine ? null : $"tcp://{host}:2375";
        return (checkout, await FakeDocker.CreateAsync(checkout, host));
    }

    private async Task StopAsync(RunningBuild up, Checkout checkout, FakeDocker docker)
    {
        up.Signal(Signals.Terminate);
        var result = await up.ExitAsync(Token);
        Assert.AreEqual(143, result.ExitCode, result.ToString());
        Assert.IsEmpty(docker.Containers);
        checkout.IsClean();
    }
}
