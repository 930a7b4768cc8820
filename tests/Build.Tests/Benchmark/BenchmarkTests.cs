namespace Build.Tests.Benchmark;

[TestClass]
public sealed class BenchmarkTests : BuildTest
{
    [TestMethod]
    public async Task Benchmark_OneTestAndOneSize_ReportsPhasesAndScale()
    {
        var checkout = NewCheckout();
        var directory = Path.Combine(checkout.Results, "benchmark");
        var earlier = Path.Combine(Directory.CreateDirectory(Path.Combine(directory, "scale-9")).FullName, "times.json");
        await File.WriteAllTextAsync(earlier, "{}", Token);

        var run = await checkout.RunAsync("--target=Benchmark", "--runs=1", "--scale=2", "--filter=FullyQualifiedName~DiscoverTrigger");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsFalse(File.Exists(earlier), "The times of an earlier benchmark remain");
        var page = await File.ReadAllTextAsync(Path.Combine(directory, "benchmark.md"), Token);
        Assert.Contains(page, run.Output);
        var document = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "benchmark.json"), Token));
        var phases = document.GetProperty("series")[0].GetProperty("phases").EnumerateArray().ToDictionary(phase => phase.GetProperty("phase").GetString()!);
        Expect.Sequence(
            phases.Keys, "build", "lab up", "test runner start", "tests", "test runner end", "lab down", "reports, exit", "lab overhead", "wall");
        Assert.IsTrue(phases.Values.All(phase => phase.GetProperty("cold").GetDouble() >= 0), $"Phases overlap:\n{page}");
        var point = document.GetProperty("scale").EnumerateArray().Single();
        Assert.AreEqual(2, point.GetProperty("stations").GetInt32());
        Assert.AreNotEqual(JsonValueKind.Null, point.GetProperty("ready").ValueKind);
        Assert.AreNotEqual(JsonValueKind.Null, point.GetProperty("discovery").ValueKind);
        Assert.IsFalse(File.Exists(Path.Combine(directory, "durations.json")), "Durations of one test would divide the suite badly");
        checkout.IsClean();
    }
}
