using Build.Tests.Support;

namespace Build.Tests.Suite;

/// <summary>The suite as an IDE runs it: it reads the lab of <c>--target=Up</c> from artifacts/lab.json.</summary>
[TestClass]
public sealed class IdeTests : BuildTest
{
    [TestMethod]
    public async Task Suite_WithoutEnvironment_ReadsLabAndFactorsFromTheFile()
    {
        var checkout = NewCheckout();
        var suite = Installation.CopySuite(checkout);
        var up = checkout.Start("--target=Up", "--stations=1", "--time-factor=10", "--timeout-factor=2");
        await up.StillRunsUntilAsync("lab.json is there", () => File.Exists(checkout.LabConnection) ? null : "it is not", Token);

        Assert.Contains("Passed!", await RunAsync());

        // A passed test does not show which factors it used. An invalid one is rejected where it is read.
        var connection = await File.ReadAllTextAsync(checkout.LabConnection, Token);
        foreach (var (field, factor) in new[] { ("timeFactor", 10), ("timeoutFactor", 2) })
        {
            Assert.Contains($"\"{field}\":{factor}", connection);
            var invalid = connection.Replace($"\"{field}\":{factor}", $"\"{field}\":1000", StringComparison.Ordinal);
            await File.WriteAllTextAsync(checkout.LabConnection, invalid, Token);

            Assert.Contains($"{field}=1000 in artifacts/lab.json: not a number above 0 and up to 100.", await RunAsync());
        }

        Task<string> RunAsync() => Checkout.SuiteAsync(suite, $"Name~{SuiteTests.Discover}", Token);
    }
}
