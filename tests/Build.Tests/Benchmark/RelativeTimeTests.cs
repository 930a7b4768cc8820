using Build.Benchmark;

namespace Build.Tests.Benchmark;

[TestClass]
public sealed class RelativeTimeTests : BuildTest
{
    private const string File = "earlier.json";

    [TestMethod]
    public void Against_AQuarterLonger_Passes() => Assert.AreEqual(
        "The suite takes 5.0 times the reference workload, and took 4.0 times in earlier.json.", Taking(5).Against(Taking(4), File));

    [TestMethod]
    public void Against_MoreThanAQuarterLonger_Fails() => Assert.AreEqual(
        "The suite takes 5.1 times the reference workload, and took 4.0 times in earlier.json. That is more than a quarter longer. "
        + "If it is intended, give the new benchmark.json from now on.",
        Assert.ThrowsExactly<CakeException>(() => Taking(5.1).Against(Taking(4), File)).Message);

    [TestMethod]
    public void Against_OtherNumberOfCores_Fails() => Assert.AreEqual(
        $"--guard=earlier.json: measured with 99 cores, this machine has {Environment.ProcessorCount}. Give a file of such a machine.",
        Assert.ThrowsExactly<CakeException>(() => Taking(4).Against(Taking(4) with { Cores = 99 }, File)).Message);

    [TestMethod]
    [DataRow("{}")]
    [DataRow("not JSON")]
    public async Task Read_NoBenchmark_NamesTheFileAndTheRemedy(string content)
    {
        var file = Keep(new Scratch()).Combine("benchmark.json");
        await System.IO.File.WriteAllTextAsync(file, content, Token);

        var error = Assert.ThrowsExactly<CakeException>(() => RelativeTime.Read(file));

        Assert.StartsWith($"--guard={file}: ", error.Message);
        Assert.EndsWith(" Give the benchmark.json that --target=Benchmark has written.", error.Message);
    }

    [TestMethod]
    public void Read_NoFile_NamesTheRemedy() => Assert.EndsWith(
        " Give the benchmark.json that --target=Benchmark has written.",
        Assert.ThrowsExactly<CakeException>(() => RelativeTime.Read("/no/such/benchmark.json")).Message);

    [TestMethod]
    public void Measure_ReferenceWorkload_TakesTime() => Assert.IsGreaterThan(0, ReferenceWorkload.Measure());

    private static RelativeTime Taking(double multiple) => RelativeTime.Of([2], Build.Results.Statistics.Of([2 * multiple]));
}
