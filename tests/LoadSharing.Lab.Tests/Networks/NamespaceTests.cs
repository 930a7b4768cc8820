using LoadSharing.Lab.Browsing;

namespace LoadSharing.Lab.Tests.Networks;

/// <summary>
/// Fleets in network namespaces of their own. The virtual firmware browses the mDNS of its network, as a real one does.
/// </summary>
[TestClass]
[NamespaceCondition]
public sealed class NamespaceTests : LabTest
{
    private const string Foreign = "foreign";

    private static readonly Scratch FirmwareDirectory = new();

    // Tests share it that do not change its stations.
    private static LabUnderTest _sharedLab = null!;
    private static LeaseDocument _sharedFleet = null!;

    [ClassInitialize]
    public static async Task LeaseSharedFleetAsync(TestContext context)
    {
        var program = await Namespaces.FirmwareAsync(FirmwareDirectory, before: "", context.CancellationToken);
        _sharedLab = await LabUnderTest.StartAsync(StationKinds.WithNativeFirmware(program), context.CancellationToken);
        _sharedFleet = await _sharedLab.Api.LeaseAsync(2, context.CancellationToken);
    }

    [ClassCleanup]
    public static async Task DisposeAsync()
    {
        await _sharedLab.DisposeAsync();
        await FirmwareDirectory.DisposeAsync();
    }

    [TestMethod]
    public async Task Fleets_WithTheSameHostNames_ListTheirOwnStationsOnly()
    {
        var lab = await StartNamespacedLabAsync(Namespaces.SameNames);
        var fleets = await Task.WhenAll(lab.Api.LeaseAsync(2, Token), lab.Api.LeaseAsync(2, Token));
        foreach (var fleet in fleets)
        {
            Assert.AreEqual("8000 8001", string.Join(' ', fleet.Stations.Select(station => station.FirmwareUrl.Port)));
        }

        await Task.WhenAll(fleets.Select(SeeEachOtherAsync));

        // Once more, now that every station of both fleets is known to be published.
        await Task.WhenAll(fleets.Select(SeeEachOtherAsync));
        var seen = await Task.WhenAll(fleets.Select(fleet => BrowseAsync(lab, fleet)));
        foreach (var (fleet, services) in fleets.Zip(seen))
        {
            Expect.Set(services.Select(service => service.Instance), "same-0", "same-1");
            Expect.Set(services.Select(service => service.Text["id"]), [.. fleet.Stations.Select(station => station.DeviceId)]);
        }
    }

    [TestMethod]
    [DataRow("loopback")]
    [DataRow("an interface of this machine")]
    [DataRow("this machine's end of the fleet's link")]
    public async Task Browse_ForeignStationOnTheHost_IsNotFound(string where)
    {
        var address = where switch
        {
            "loopback" => "127.0.0.1",
            "an interface of this machine" => Keep(await OwnInterface.MakeAsync(Token)).Address,
            _ => await TestAddressAsync(_sharedLab, _sharedFleet),
        };
        await StartForeignStationAsync(address);
        var browser = new LinkBrowser($"224.0.0.251:5353@{address}", TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(
            "the foreign station is published",
            async () => (await browser.BrowseAsync(Token)).Any(service => service.Instance == Foreign) ? null : "it is not",
            Token);

        await SeeEachOtherAsync(_sharedFleet);
        var services = await BrowseAsync(_sharedLab, _sharedFleet);
        Expect.Set(services.Select(service => service.Instance), [.. _sharedFleet.Stations.Select(station => station.Hostname)]);
    }

    [TestMethod]
    public async Task Link_OutOfTheNamespace_CarriesNoMulticast()
    {
        var network = Assert.ContainsSingle(_sharedLab.Manifest.OfType<NamespaceEntry>()).Name;
        var address = await TestAddressAsync(_sharedLab, _sharedFleet);

        var outside = await Namespaces.OutputAsync("ip", ["-oneline", "address", "show", "to", address], Token);
        var name = outside.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Assert.DoesNotContain("MULTICAST", await Namespaces.OutputAsync("ip", ["-oneline", "link", "show", name], Token));
        Assert.DoesNotContain(
            "MULTICAST",
            await Namespaces.OutputAsync("ip", ["-netns", network, "-oneline", "link", "show", NetworkNamespace.HostInterface], Token));
        Assert.Contains(" dev lo ", await Namespaces.OutputAsync("ip", ["-netns", network, "route", "get", "224.0.0.251"], Token));
        Assert.IsEmpty(await Namespaces.OutputAsync("ip", ["-netns", network, "route", "show", "default"], Token), "The namespace has a default route");
    }

    [TestMethod]
    public async Task AddPeer_AddressOfTheHost_IsReached()
    {
        var lab = await StartNamespacedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        using var listener = new TcpListener(IPAddress.Parse(await TestAddressAsync(lab, fleet)), 0);
        listener.Start();

        await StationHttp.PostAsync(fleet.Stations[0].FirmwareUrl, "loadsharing/peers", Token, new { host = listener.LocalEndpoint.ToString() });

        using var connection = await listener.AcceptTcpClientAsync(Token).AsTask().WaitAsync(Eventually.Timeout, Token);
        Assert.AreEqual(fleet.Stations[0].FirmwareUrl.Host, ((IPEndPoint)connection.Client.RemoteEndPoint!).Address.ToString());
    }

    [TestMethod]
    public async Task Release_FleetBesideAnother_RemovesItsNetwork()
    {
        var lab = await StartNamespacedLabAsync();
        var fleet = await lab.Api.LeaseAsync(2, Token);
        var network = Assert.ContainsSingle(lab.Manifest.OfType<NamespaceEntry>()).Name;
        var later = await lab.Api.LeaseAsync(2, Token);
        Expect.Set(await Namespaces.TracesAsync(network, Token), "name", "interface", "mount");

        Assert.IsEmpty((await lab.Api.ReleaseAsync(fleet.Id, Token)).Exited);

        Assert.IsEmpty(await Namespaces.TracesAsync(network, Token));
        await SeeEachOtherAsync(later);

        Assert.IsEmpty((await lab.Api.ReleaseAsync(later.Id, Token)).Exited);

        Assert.IsEmpty(lab.Events.Failures, "Stopping the bus or Avahi is not a failure");
        Assert.IsEmpty(lab.Processes, ProcessSearch.Describe(lab.Processes));
    }

    [TestMethod]
    [DataRow("avahi")]
    [DataRow("bus")]
    public async Task Exit_KilledNetworkService_IsReported(string service)
    {
        var lab = await StartNamespacedLabAsync();
        var fleet = await lab.Api.LeaseAsync(1, Token);
        var process = lab.Manifest.OfType<ProcessEntry>().Single(entry => entry.Component == service);

        await Namespaces.KillAsync(process.Process);

        await Eventually.HoldsAsync("the exit is reported", () => lab.Events.Failures.IsEmpty ? "not yet" : null, Token);
        var failure = (await lab.Api.ReleaseAsync(fleet.Id, Token, "clean")).Exited.First(exited => exited.ExitStatus == "signal SIGKILL (9)");
        Assert.AreEqual(ComponentKind.Network, failure.Component);
        Assert.StartsWith($"{process.Station}: the network exited unexpectedly with signal SIGKILL (9)", failure.Message);
        Assert.IsFalse((await lab.Api.LeaseAsync(1, Token, fresh: false)).IsReused);
    }

    // By id: names may be those of another fleet's stations.
    private Task SeeEachOtherAsync(LeaseDocument fleet) => Task.WhenAll(fleet.Stations.Select(station => Eventually.HoldsAsync(
        $"{station.Name} lists the others of {fleet.Id}",
        async () =>
        {
            await StationHttp.PostAsync(station.FirmwareUrl, "loadsharing/discover", Token);
            var rows = await StationHttp.PeersAsync(station.FirmwareUrl, Token);
            var online = rows.Where(row => row.GetProperty("online").GetBoolean());
            var seen = online.Select(row => row.GetProperty("id").GetString()!).Order(StringComparer.Ordinal).ToList();
            var own = fleet.Stations.Select(other => other.DeviceId).Order(StringComparer.Ordinal).ToList();
            CollectionAssert.IsSubsetOf(seen, own, $"{station.Name} lists a foreign station");
            return seen.SequenceEqual(own) ? null : $"it lists {string.Join(", ", seen)} of {string.Join(", ", own)}";
        },
        Token)));

    private async Task<IReadOnlyList<BrowseResult>> BrowseAsync(LabUnderTest lab, LeaseDocument fleet)
    {
        IReadOnlyList<BrowseResult> services = [];
        await Eventually.HoldsAsync(
            "the browser finds the stations",
            async () =>
            {
                services = (await lab.Api.GetAsync($"/leases/{fleet.Id}/services", Token)).Read<ServicesSeen>().Services;
                return services.Count >= fleet.Stations.Count ? null : $"it finds {services.Count}";
            },
            Token);
        return services;
    }

    private async Task<string> TestAddressAsync(LabUnderTest lab, LeaseDocument fleet) =>
        (await lab.Api.GetAsync($"/leases/{fleet.Id}", Token)).Read<WithAddress>().TestAddress;

    private async Task StartForeignStationAsync(string address)
    {
        var scratch = Keep(new Scratch());
        var port = Keep(ReservedSlots.Take(1))[0].FirmwarePort;
        string[] arguments =
        [
            "firmware", "--mdns-link", $"224.0.0.251:5353@{address}", "--set-config", $"hostname={Foreign}", "--set-config", $"www_http_port={port}",
        ];
        Keep(ChildProcess.Start(
            new ProcessCommand(VirtualStation.Program, arguments) { WorkingDirectory = scratch.Path },
            scratch.Combine("foreign.log"),
            new LabTimeouts(1)));
        await Eventually.HoldsAsync(
            "the foreign station responds", () => StationHttp.ConnectionErrorAsync(new Uri($"http://127.0.0.1:{port}/"), Token), Token);
    }

    // Both its ends are this machine's. TEST-NET-1 of RFC 5737 is assigned to no host.
    private sealed class OwnInterface : IAsyncDisposable
    {
        private readonly string _name = $"evse-test-{Random.Shared.Next(10_000)}";

        // Not 192.0.2.1, which tests of virtual stations take for the address of no interface.
        public string Address { get; } = $"192.0.2.{Random.Shared.Next(2, 255)}";

        public static async Task<OwnInterface> MakeAsync(CancellationToken cancellation)
        {
            var made = new OwnInterface();
            await Namespaces.OutputAsync("ip", ["link", "add", made._name, "type", "veth", "peer", "name", $"{made._name}-"], cancellation);
            await Namespaces.OutputAsync("ip", ["address", "add", $"{made.Address}/32", "dev", made._name], cancellation);
            await Namespaces.OutputAsync("ip", ["link", "set", made._name, "up"], cancellation);
            await Namespaces.OutputAsync("ip", ["link", "set", $"{made._name}-", "up"], cancellation);
            return made;
        }

        public async ValueTask DisposeAsync() => await Namespaces.OutputAsync("ip", ["link", "delete", _name], CancellationToken.None);
    }

    private sealed record WithAddress(string TestAddress);

    private sealed record ServicesSeen(IReadOnlyList<BrowseResult> Services);
}
