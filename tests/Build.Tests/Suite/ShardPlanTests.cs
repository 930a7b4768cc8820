using Build.Suite;

namespace Build.Tests.Suite;

/// <summary>The parts of the suite: together they are all of it, each test once.</summary>
[TestClass]
public sealed class ShardPlanTests : BuildTest
{
    private static readonly Dictionary<string, double> Durations = new() { ["N.C.Long"] = 9, ["N.C.Middle"] = 5, ["N.C.Short"] = 3, ["N.C.Shorter"] = 2 };

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(6)]
    public void Divide_AnyNumberOfParts_HasEachTestOnce(int parts)
    {
        var divided = ShardPlan.Divide(Durations, parts);

        Assert.HasCount(parts, divided);
        CollectionAssert.AreEquivalent(Durations.Keys, divided.SelectMany(part => part).ToList());
    }

    [TestMethod]
    public void Divide_TestsWithoutDuration_LeavesNoPartEmpty() => Assert.IsTrue(
        ShardPlan.Divide(new Dictionary<string, double> { ["N.C.A"] = 0, ["N.C.B"] = 0, ["N.C.D"] = 0 }, 3).All(part => part.Count == 1));

    [TestMethod]
    public void Divide_TwoParts_BalancesDurations() =>
        Assert.AreEqual(
            "N.C.Long | N.C.Middle, N.C.Short, N.C.Shorter",
            string.Join(" | ", ShardPlan.Divide(Durations, 2).Select(part => string.Join(", ", part))));

    [TestMethod]
    public async Task Filter_LastPart_SelectsTheRemainingTests()
    {
        var file = Keep(new Scratch()).Combine("durations.json");
        await File.WriteAllTextAsync(file, """{"N.C.Long":9,"N.C.Short":3,"N.C.Shorter":1}""", Token);

        Assert.AreEqual("FullyQualifiedName=N.C.Long", ShardPlan.Filter(file, new Shard(1, 2)));
        Assert.AreEqual("FullyQualifiedName!=N.C.Long", ShardPlan.Filter(file, new Shard(2, 2)));
    }

    [TestMethod]
    public async Task Filter_MorePartsThanTests_IsRejected()
    {
        var file = Keep(new Scratch()).Combine("durations.json");
        await File.WriteAllTextAsync(file, """{"N.C.Long":9,"N.C.Short":3}""", Token);

        foreach (var shard in new[] { new Shard(1, 3), new Shard(3, 3) })
        {
            var error = Assert.ThrowsExactly<CakeException>(() => ShardPlan.Filter(file, shard));

            Assert.AreEqual($"--shard={shard}: {file} has only 2 tests. Give at most 2 parts.", error.Message);
        }
    }

    [TestMethod]
    public void Filter_OnePart_IsNull() => Assert.IsNull(ShardPlan.Filter("no such file", new Shard(1, 1)));

    [TestMethod]
    [DataRow("[oops")]
    [DataRow("{}")]
    [DataRow("null")]
    public async Task Filter_InvalidFile_NamesTheTargetThatWritesIt(string content)
    {
        var file = Keep(new Scratch()).Combine("durations.json");
        await File.WriteAllTextAsync(file, content, Token);

        var error = Assert.ThrowsExactly<CakeException>(() => ShardPlan.Filter(file, new Shard(1, 2)));

        Assert.StartsWith($"--shard needs the durations of tests in {file}: ", error.Message);
        Assert.EndsWith(" --target=Benchmark writes such a file.", error.Message);
    }

    [TestMethod]
    [DataRow("0/3")]
    [DataRow("4/3")]
    [DataRow("2")]
    [DataRow("a/b")]
    [DataRow("1/65")]
    public void Read_InvalidShard_IsRejected(string text)
    {
        var error = Assert.ThrowsExactly<CakeException>(() => BuildOptions.Read(OptionSources.CommandLine($"--shard={text}")));

        Assert.AreEqual($"--shard={text}: not i/n with i from 1 to n, and n up to 64. Example: --shard=1/3.", error.Message);
    }
}
