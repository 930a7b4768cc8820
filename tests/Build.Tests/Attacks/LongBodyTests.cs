namespace Build.Tests.Attacks;

/// <summary>Long bodies. One of 200 kB stood whole in every message, and one of a gigabyte took three gigabytes of memory.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class LongBodyTests : BuildTest
{
    private const int Kilobyte = 1 << 10;

    private static readonly string OneTest = SuiteTests.Filter(SuiteTests.FreshStation);

    [TestMethod]
    public async Task Run_BodyOfAGigabyte_FailsWithTheLimit()
    {
        var checkout = await NewCheckoutAsync(new string('a', Kilobyte * Kilobyte), Kilobyte);

        var run = await checkout.RunAsync("--target=IntegrationTests", OneTest);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.MatchesRegex(
            @"Expected GET /loadsharing/peers on first \(station-\d+\) to be answered with a body of at most 1 MB, but the body is longer\.",
            run.Output);
    }

    [TestMethod]
    public async Task Run_BodyOf200Kilobytes_IsWholeInFilesOnly()
    {
        var checkout = await NewCheckoutAsync($"begin {new string('a', 200 * Kilobyte)} end", 1);

        var run = await checkout.RunAsync("--target=IntegrationTests", OneTest);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("but the body is not JSON", run.Output);
        Assert.Contains("begin aaa", run.Output);
        Assert.IsLessThan(32 * Kilobyte, run.Output.Length);
        Assert.IsLessThan(32 * Kilobyte, new FileInfo(Path.Combine(checkout.Results, "summary.md")).Length);
        Assert.IsLessThan(64 * Kilobyte, new FileInfo(Path.Combine(checkout.Results, "load-sharing.trx")).Length);

        // Beside the timeline, and as an attachment of the result.
        var files = Directory.GetFiles(checkout.Results, "answer-0.txt", SearchOption.AllDirectories);
        Assert.HasCount(2, files);
        foreach (var file in files)
        {
            Assert.EndsWith("aaa end", await File.ReadAllTextAsync(file, Token));
        }
    }

    private async Task<Checkout> NewCheckoutAsync(string body, int count)
    {
        var firmware = await HostileFirmware.WriteAsync(Keep(new Scratch()), "/loadsharing/peers", body, count, firstIsHostile: false, Token);
        return NewCheckout(Keep(await Installation.WithVirtualStationAsync(
            $"[ \"$1\" = firmware ] && exec {firmware} \"$@\"\nexec \"$REAL\" \"$@\"", Token)));
    }
}
