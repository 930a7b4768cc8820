using Build.Tests.Support;

namespace Build.Tests.Suite;

/// <summary>The suite as an IDE runs it: without a word in its environment, against the lab that <c>--target=Up</c> has started.</summary>
[TestClass]
public sealed class IdeTests : BuildTest
{
    [TestMethod]
    [DataRow("timeFactor", 10)]
    [DataRow("timeoutFactor", 2)]
    public async Task Suite_WithoutAnEnvironment_TakesTheLabsFactors(string field, int factor)
    {
        var checkout = NewCheckout();
        var suite = Installation.CopySuite(checkout);
        var up = checkout.Start("--target=Up", "--stations=1", "--time-factor=10", "--timeout-factor=2");
        await up.StillRunsUntilAsync("lab.json is there", () => File.Exists(checkout.LabConnection) ? null : "it is not", Token);
        Assert.Contains("Passed!", await RunAsync(), "A test does not run against the lab");

        // No test shows a deadline that it kept; one that cannot be is refused by whoever reads it.
        var connection = await File.ReadAllTextAsync(checkout.LabConnection, Token);
        Assert.Contains($"\"{field}\":{factor}", connection);
        await File.WriteAllTextAsync(checkout.LabConnection, connection.Replace($"\"{field}\":{factor}", $"\"{field}\":1000", StringComparison.Ordinal), Token);

        Assert.Contains($"{field} of artifacts/lab.json is \"1000\": a number above 0 and up to 100 is needed", await RunAsync());

        Task<string> RunAsync() => Checkout.SuiteAsync(suite, "Name~DiscoverTrigger_FreshStation", Token);
    }
}
