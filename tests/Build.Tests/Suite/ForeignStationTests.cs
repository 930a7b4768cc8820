using Microsoft.Extensions.Logging.Abstractions;

namespace Build.Tests.Suite;

/// <summary>A run with <c>--isolation=host</c> on a network with a foreign station, which has the host name of a slot. There is no avahi-browse.</summary>
[TestClass]
[NamespaceCondition]
public sealed class ForeignStationTests
{
    private static readonly Stack<IAsyncDisposable> Resources = new();

    private static string _hostName = "";
    private static string _stationLog = "";
    private static Checkout _checkout = null!;
    private static BuildResult _run = null!;

    [ClassInitialize]
    public static async Task RunAsync(TestContext context)
    {
        var scratch = Keep(new Scratch());
        var network = Keep(await ForeignNamespace.WithLoopbackAsync(context.CancellationToken));
        _hostName = FreeSlot().HostName;
        _stationLog = scratch.Combine("foreign-station.log");
        await StartStationAsync(network, scratch, context.CancellationToken);
        var firmware = await Namespaces.FirmwareAsync(scratch, before: "", context.CancellationToken);

        _checkout = Keep(new Checkout(Installation.Shared, sessions: null, context));

        // Stands for the response of the Avahi daemon, which this firmware does not need.
        await _checkout.AddProgramAsync("dbus-send", "echo avahi 0.8");
        _checkout.Network = network;
        _checkout.Environment["PATH"] = $"{_checkout.PathDirectory}:{Tools.AllBut("avahi-browse", scratch)}";

        _run = await _checkout.RunAsync(
            "--target=IntegrationTests", "--instances=2", "--emulator=virtual", "--known-defects=none", "--isolation=host", $"--firmware={firmware}",
            SuiteTests.Filter(SuiteTests.PublishedServices, SuiteTests.Discovery));
    }

    [ClassCleanup]
    public static async Task DisposeAsync()
    {
        while (Resources.TryPop(out var resource))
        {
            await resource.DisposeAsync();
        }
    }

    [TestMethod]
    public void Run_ForeignStation_IsGreen()
    {
        Assert.AreEqual(0, _run.ExitCode, _run.ToString());
        Assert.AreEqual("2 passed, 0 failed", _run.LastLine);
        _checkout.IsClean();
    }

    [TestMethod]
    public void Output_ForeignStation_NamesIt() => Assert.Contains(
        $"Note: Foreign stations are on this network: {_hostName}. The tests ignore their rows, use other names and send nothing to them.",
        _run.Lines);

    [TestMethod]
    public void Results_ForeignStation_NameItAsIgnored() =>
        Assert.Contains("Ignored a foreign station on the network: ", File.ReadAllText(Path.Combine(_checkout.Results, "load-sharing.trx")));

    [TestMethod]
    public void ForeignStation_DuringTheRun_ReceivesNoRequest() => Assert.DoesNotContain("\nHTTP ", File.ReadAllText(_stationLog));

    private static T Keep<T>(T resource)
        where T : IAsyncDisposable
    {
        Resources.Push(resource);
        return resource;
    }

    private static Slot FreeSlot()
    {
        using var lease = new SlotAllocator(NullLogger.Instance).Take(1)[0];
        return lease.Slot;
    }

    private static async Task StartStationAsync(ForeignNamespace network, Scratch scratch, CancellationToken cancellation)
    {
        string[] arguments = ["firmware", "--set-config", $"hostname={_hostName}", "--set-config", "www_http_port=9"];
        var command = new ProcessCommand(Installation.Shared.VirtualStation, arguments)
        {
            Environment = new Dictionary<string, string?> { ["OPENEVSE_CHIP_ID"] = "0x123456789abcdef0" },
            WorkingDirectory = Directory.CreateDirectory(scratch.Combine("foreign-station")).FullName,
        };
        Keep(ChildProcess.Start(network.Inside(command), _stationLog, new LabTimeouts(1)));
        await Eventually.LogHasAsync(_stationLog, "mDNS: published", cancellation);
    }
}
