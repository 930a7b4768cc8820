namespace LoadSharing.Lab.Tests.Api;

/// <summary>The live page in headless Chromium.</summary>
[TestClass]
[ChromiumCondition]
public sealed class PageInChromiumTests : LabTest
{
    private LabUnderTest _lab = null!;
    private StationDocument _first = null!;
    private StationDocument _second = null!;
    private ChromiumPage _page = null!;

    [TestInitialize]
    public async Task OpenAsync()
    {
        _lab = await StartLabAsync(StationKinds.Latest);
        var lease = await _lab.Api.LeaseAsync(2, Token);
        (_first, _second) = (lease.Stations[0], lease.Stations[1]);
        _page = Keep(await ChromiumPage.OpenAsync(_lab.Host.PageUrl));

        // The rows come with the first snapshot, and the buttons move until its values are shown.
        foreach (var station in lease.Stations)
        {
            await _page.ShowsAsync($"#{station.Name} .charger", "not connected", Token);
        }
    }

    [TestMethod]
    public async Task Page_Fleet_ShowsBothStations()
    {
        foreach (var station in new[] { _first, _second })
        {
            await _page.ShowsAsync($"#{station.Name} .state", "ready", Token);
            await _page.ShowsAsync($"#{station.Name} .hostname", station.Hostname, Token);
            await _page.ShowsAsync($"#{station.Name} .address", station.PeerHost, Token);
        }
    }

    [TestMethod]
    public async Task DiscoverButton_FreshStations_ListEachOther()
    {
        await _page.ShowsAsync(Pair(_first, _second), "–", Token);

        // A query within 2 s of the start can miss a station.
        await Eventually.HoldsAsync(
            "the stations list each other",
            async () =>
            {
                await _page.ClickAsync(Button(_first, "discover"));
                await _page.ClickAsync(Button(_second, "discover"));
                var listed = await _page.TextAsync($"{Pair(_first, _second)}, {Pair(_second, _first)}");
                return listed == "listed\nlisted" ? null : listed;
            },
            Token);
    }

    [TestMethod]
    public async Task StopButton_ReadyStation_ShowsItsState()
    {
        await _page.ClickAsync(Button(_first, "stop"));

        await _page.ShowsAsync($"#{_first.Name} .state", "firmware stopped", Token);
        Assert.AreEqual("ready", await _page.TextAsync($"#{_second.Name} .state"));
    }

    [TestMethod]
    public async Task StartButton_RunningStation_ShowsTheReason()
    {
        await _page.ClickAsync(Button(_first, "start"));

        await _page.ShowsAsync("#error", $"The firmware of {_first.Name} is running. Stop it first, or restart it.", Token);
    }

    [TestMethod]
    public async Task PlugInButton_Car_IsConnected()
    {
        await _page.ClickAsync(Button(_first, "plug in"));

        await _page.ShowsAsync($"#{_first.Name} .charger[data-value='connected']", "connected", Token);
    }

    [TestMethod]
    public async Task Page_Group_ShowsTheAllocations()
    {
        await StationHttp.JoinAsync(_first.FirmwareUrl, _second.PeerHost, Token);
        await StationHttp.PostAsync(
            _first.FirmwareUrl, "config", Token, new { loadsharing_enabled = true, loadsharing_role = "controller", loadsharing_group_max_current = 32 });

        await _page.ShowsAsync($"#{_first.Name} .allocated", "6.0 A (idle)", Token);
        await _page.ShowsAsync($"#{_second.Name} .allocated", "6.0 A (idle)", Token);
    }

    [TestMethod]
    public async Task Page_LabStops_SaysSo()
    {
        await _page.ShowsAsync("#connection", "Connected.", Token);

        await _lab.StopAsync();

        await _page.ShowsAsync("#connection", "The lab has stopped", Token);
    }

    private static string Button(StationDocument station, string action) => $"#{station.Name} button[data-action='{action}']";

    private static string Pair(StationDocument station, StationDocument other) => $"td[data-pair='{station.Name} {other.Name}']";
}
