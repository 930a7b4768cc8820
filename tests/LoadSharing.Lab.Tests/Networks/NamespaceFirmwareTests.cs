using System.Net;
using System.Net.Sockets;
using LoadSharing.Lab.Contracts;
using LoadSharing.Lab.Processes;
using LoadSharing.Lab.Tests.Support;
using LoadSharing.Tests;
using RestSharp;

namespace LoadSharing.Lab.Tests.Networks;

/// <summary>A firmware in its fleet's namespace: its user, its environment, and its exit.</summary>
[TestClass]
[NamespaceCondition]
public sealed class NamespaceFirmwareTests : LabTest
{
    private const string TellsWhatItFinds =
        """
        echo "user $(id -un)"
        echo "home $HOME"
        echo "chip $OPENEVSE_CHIP_ID"
        echo "run $(stat --format=%d:%i /run)"
        test -S /run/avahi-daemon/socket && echo "Avahi's socket is there"
        test -S /run/dbus/system_bus_socket && echo "the bus's socket is there"
        touch "$OPENEVSE_LAB_SESSION"
        """;

    [TestMethod]
    public async Task Firmware_OnAPortThatThisMachineHasTaken_IsThere()
    {
        using var foreign = new TcpListener(IPAddress.Any, 8000) { ExclusiveAddressUse = false };
        try
        {
            foreign.Start();
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
    public async Task Firmware_InANamespace_IsThisUsersInItsOwnDirectoryAndFindsItsFleetsServices()
    {
        var lab = await StartNamespacedLabAsync(TellsWhatItFinds);
        var station = Assert.ContainsSingle((await lab.Api.LeaseAsync(1, Token)).Stations);

        var log = (await lab.Api.GetAsync($"/stations/{station.Name}/logs/firmware", Token)).Body;
        Assert.Contains($"user {Environment.UserName}\n", log);
        Assert.Contains($"home {Environment.GetEnvironmentVariable("HOME")}\n", log);
        Assert.MatchesRegex("\nchip 0x[0-9a-f]{12}\n", log);
        Assert.Contains("\nAvahi's socket is there\n", log);
        Assert.Contains("\nthe bus's socket is there\n", log);
        Assert.Contains("\nrun ", log);
        Assert.DoesNotContain(
            $"run {await Namespaces.OutputAsync("stat", ["--format=%d:%i", "/run"], Token)}",
            log,
            "It sees this machine's /run, and the Avahi there");
        Assert.ContainsSingle(Directory.EnumerateFiles(lab.Host.Session.Directory, lab.Host.Session.Id, SearchOption.AllDirectories));
        Assert.IsNotEmpty(lab.Processes, "The firmware has not the session's mark");
    }

    [TestMethod]
    [DataRow("SIGTERM")]
    [DataRow("SIGKILL")]
    public async Task Firmware_StoppedBySignal_IsGoneAndStartsAgain(string signal)
    {
        var lab = await StartNamespacedLabAsync();
        var station = Assert.ContainsSingle((await lab.Api.LeaseAsync(1, Token)).Stations);
        var firmware = ProcessTree.Innermost(lab.Process(station.Name, "firmware"));

        (await lab.Api.ActAsync(station.Name, "stop", Token, signal)).Read<StationDocument>();

        Assert.IsFalse(firmware.IsAlive, "The firmware runs on");
        Assert.IsNotNull(await StationHttp.SilenceAsync(station.FirmwareUrl, Token));
        (await lab.Api.ActAsync(station.Name, "start", Token)).Read<StationDocument>();
        Assert.IsNull(await StationHttp.SilenceAsync(station.FirmwareUrl, Token));
        Assert.IsEmpty(lab.Events.Failures, "A stop is not a failure");
    }

    [TestMethod]
    public async Task Firmware_ThatCrashes_IsToldWithItsSignal()
    {
        var lab = await StartNamespacedLabAsync("kill -SEGV $$");

        await lab.Api.SendAsync(Method.Post, "/leases", new { size = 1, test = "Build.Tests" }, Token);

        Assert.AreEqual("signal SIGSEGV (11)", Assert.ContainsSingle(lab.Host.Failures).ExitStatus);
    }
}
