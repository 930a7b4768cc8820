namespace LoadSharing.Lab.Tests.Attacks;

/// <summary>Markup and scripts in the peer list of a firmware. On the live page they would have the lab's token.</summary>
[TestClass]
[ChromiumCondition]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class MarkupInPeerListTests : LabTest
{
    private const string Markup = "<img src=x onerror=\"document.title='attacked'\"><script>document.title='attacked'</script>";

    [TestMethod]
    public async Task Page_MarkupInAHost_IsText()
    {
        var page = await OpenAsync(JsonSerializer.Serialize(new[] { new { id = "1", host = Markup, online = true, joined = true } }));

        await page.ShowsAsync("td.others", Markup, Token);

        Assert.AreEqual("", await page.TextAsync("img, main script"));
        Assert.AreEqual("Load-sharing lab", await page.TextAsync("title"));
    }

    [TestMethod]
    public async Task Page_LongPeerList_IsCut()
    {
        var rows = Enumerable.Range(0, 5000).Select(number => new { id = "1", host = $"{number}.{new string('a', 150)}", online = true, joined = true });
        var page = await OpenAsync(JsonSerializer.Serialize(rows));

        await page.ShowsAsync("td.others", "127.", Token);

        Assert.IsLessThan(20_000, (await page.TextAsync("td.others")).Length);
    }

    private async Task<ChromiumPage> OpenAsync(string peers)
    {
        var scratch = Keep(new Scratch());
        var command = await HostileFirmware.WriteAsync(scratch, "/loadsharing/peers", peers, 1, firstIsHostile: true, Token);
        var lab = await StartLabAsync(StationKinds.WithFirmware(await Script.WriteAsync(scratch.Combine("firmware"), $"exec {command} \"$@\"", Token)));
        await lab.Host.Fleets.AcquireAsync(new LeaseRequest(1, "test"), Token);
        return Keep(await ChromiumPage.OpenAsync(lab.Host.PageUrl));
    }
}
