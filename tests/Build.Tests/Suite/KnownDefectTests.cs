using Build.Tests.Support;

namespace Build.Tests.Suite;

/// <summary>A declared defect of the firmware does not fail the run; that it is fixed does, and so does any other failure.</summary>
[TestClass]
public sealed class KnownDefectTests : BuildTest
{
    private const string TwoTests = "--filter=Name~DeletePeer_JoinedPeer|Name~DiscoverTrigger";

    [TestMethod]
    public async Task Declared_DefectThatTheTestMeets_IsReportedAsThatAndTheRunIsGreen()
    {
        var run = await RunAsync("delete-keeps-joined", "still joined", sporadic: false);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 0 failed, 1 skipped", run.Lines.Last(line => line.Length > 0));
        Assert.Contains("SKIPPED DeletePeer_JoinedPeer_IsNotJoinedAnyMoreAndASecondDeleteIs404", run.Lines);
        Assert.Contains("Known defect: The row stays. (https://example.org/1)", run.Output);
    }

    [TestMethod]
    public async Task Declared_DefectThatIsFixed_FailsTheRunUntilTheEntryIsRemoved()
    {
        var run = await RunAsync(defect: null, "still joined", sporadic: false);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("Fixed: remove the entry from the known defects. It says: The row stays. (https://example.org/1)", run.Output);
    }

    [TestMethod]
    public async Task Declared_SporadicDefectThatTheTestDoesNotMeet_IsNoFailure() =>
        Assert.AreEqual(0, (await RunAsync(defect: null, "still joined", sporadic: true)).ExitCode);

    [TestMethod]
    public async Task Declared_TestFailsOtherwise_FailsTheRun()
    {
        var run = await RunAsync("delete-keeps-joined", "another symptom", sporadic: true);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual("1 passed, 1 failed", run.Lines.Last(line => line.Length > 0));
    }

    [TestMethod]
    public async Task File_ThatIsNotThere_IsRefusedBeforeAnythingStarts()
    {
        var run = await NewCheckout().RunAsync("--target=IntegrationTests", "--known-defects=nowhere.json");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("nowhere.json: the file is not there; give the path of a file like tests/known-defects.json, or none.", run.Errors);
    }

    [TestMethod]
    [DataRow("[", "LineNumber: 0")]
    [DataRow("null", "it is null.")]
    [DataRow("[null]", "entry 1 is null.")]
    [DataRow("""[{"test":"*"}]""", "missing required properties including: 'symptom'")]
    [DataRow("""[{"tests":"*"}]""", "The JSON property 'tests' could not be mapped")]
    [DataRow(
        """[{"test":"*","symptom":"x","contract":"2026-08","versions":["*"],"sporadic":true,"reason":"y","link":"https://example.org/1"}]""",
        "entry 1 is of contract '2026-08', which is none of 2026-02, 2026-07.")]
    public async Task File_ThatIsNotAsItShouldBe_IsRefusedBeforeAnythingStarts(string text, string reason)
    {
        var checkout = NewCheckout();
        var file = Path.Combine(checkout.Root, "known.json");
        await File.WriteAllTextAsync(file, text, Token);

        var run = await checkout.RunAsync("--target=IntegrationTests", $"--known-defects={file}");

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains($"--known-defects={file}: ", run.Errors);
        Assert.Contains(reason, run.Errors);
        Assert.Contains("Give a file like tests/known-defects.json, or none.", run.Errors);
        Assert.DoesNotContain("Tested: ", run.Output);
    }

    private async Task<BuildResult> RunAsync(string? defect, string symptom, bool sporadic)
    {
        var checkout = NewCheckout();
        checkout.Environment["OPENEVSE_DEFECT"] = defect;
        var file = Path.Combine(checkout.Root, "known.json");
        await File.WriteAllTextAsync(
            file,
            $$"""
            [{"test":"DeletePeer_JoinedPeer_IsNotJoinedAnyMoreAndASecondDeleteIs404","symptom":"{{symptom}}","contract":"2026-07","versions":["*"],
              "sporadic":{{(sporadic ? "true" : "false")}},"reason":"The row stays.","link":"https://example.org/1"}]
            """,
            Token);
        var run = await checkout.RunAsync("--target=IntegrationTests", TwoTests, $"--known-defects={file}");
        checkout.IsClean();
        return run;
    }
}
