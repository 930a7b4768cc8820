namespace LoadSharing.Lab.Tests.Networks;

/// <summary>A firmware in its fleet's namespace: its user, its environment, and its exit.</summary>
[TestClass]
[NamespaceCondition]
public sealed class NamespaceFirmwareTests : LabTest
{
    private const string PrintsItsSurroundings =
        """
        echo "user $(id -un)"
        echo "home $HOME"
        echo "chip $OPENEVSE_CHIP_ID"
        echo "run $(stat --format=%d:%i /run)"
        test -S /run/avahi-daemon/socket && echo "Avahi's socket exists"
        test -S /run/dbus/system_bus_socket && echo "the bus's socket exists"
        touch "$OPENEVSE_LAB_SESSION"
        """;

    [TestMethod]
    public async Task Lease_PortTakenOnTheHost_StartsTheFirmware()
    {
        // The port is that of slot 0. A lab that holds the slot has the port, or needs it again.
        using var slot = SlotLock.TryTake(new Slot(0));
        using var foreign = new TcpListener(IPAddress.Any, 8000) { ExclusiveAddressUse = false };
        try
        {
            if (slot is not null)
            {
                foreign.Start();
            }
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Another process has the port already, which serves the test as well.
        }

        var lab = await StartNamespacedLabAsync();

        var station = Assert.ContainsSingle((await lab.Api.LeaseAsync(1, Token)).Stations);

        Assert.AreEqual(8000, station.FirmwareUrl.Port);
        await StationHttp.GetAsync(station.FirmwareUrl, "config", Token);
    }

    [TestMethod]
    public async Task Firmware_InANamespace_HasUserDirectoryAndServices()
    {
        var lab = await StartNamespacedLabAsync(PrintsItsSurroundings);
        var station = Assert.ContainsSingle((await lab.Api.LeaseAsync(1, Token)).Stations);

        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token)).Body;
        Assert.Contains($"user {Environment.UserName}\n", log);
        Assert.Contains($"home {Environment.GetEnvironmentVariable("HOME")}\n", log);
        Assert.MatchesRegex("\nchip 0x[0-9a-f]{12}\n", log);
        Assert.Contains("\nAvahi's socket exists\n", log);
        Assert.Contains("\nthe bus's socket exists\n", log);
        Assert.Contains("\nrun ", log);
        Assert.DoesNotContain(
            $"run {await Namespaces.OutputAsync("stat", ["--format=%d:%i", "/run"], Token)}",
            log,
            "It has this machine's /run with its Avahi");
        Assert.ContainsSingle(Directory.EnumerateFiles(lab.Host.Session.Directory, lab.Host.Session.Id, SearchOption.AllDirectories));
        Assert.IsNotEmpty(lab.Processes, "The firmware lacks the session's mark");
    }

    [TestMethod]
    [DataRow("SIGTERM")]
    [DataRow("SIGKILL")]
    public async Task Start_FirmwareStoppedBySignal_IsReady(string signal)
    {
        var lab = await StartNamespacedLabAsync();
        var station = Assert.ContainsSingle((await lab.Api.LeaseAsync(1, Token)).Stations);
        var firmware = ProcessTree.Innermost(lab.Process(station.Name, "firmware"));

        (await lab.Api.ActAsync(station.Name, "stop", Token, signal)).Read<StationDocument>();

        Assert.IsFalse(firmware.IsAlive, "The firmware still runs");
        Assert.IsNotNull(await StationHttp.ConnectionErrorAsync(station.FirmwareUrl, Token));
        (await lab.Api.ActAsync(station.Name, "start", Token)).Read<StationDocument>();
        Assert.IsNull(await StationHttp.ConnectionErrorAsync(station.FirmwareUrl, Token));
        Assert.IsEmpty(lab.Events.Failures, "A stop is not a failure");
    }

    [TestMethod]
    public async Task Exit_CrashedFirmware_HasItsSignal()
    {
        var lab = await StartNamespacedLabAsync("kill -SEGV $$");

        await lab.Api.SendAsync(Method.Post, "/leases", new { size = 1, test = "Build.Tests" }, Token);

        Assert.AreEqual("signal SIGSEGV (11)", Assert.ContainsSingle(lab.Host.Failures).ExitStatus);
    }
}
