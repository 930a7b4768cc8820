namespace Build.Tests.Results;

[TestClass]
public sealed class GitHubActionsTests : BuildTest
{
    private static readonly RunResult Run = new(
        "T", [Sample.Passed, Sample.Failed with { Name = "A: b, 100%", Message = "50% of\r\na::b, c" }], TimeSpan.Zero);

    [TestMethod]
    public void Annotations_FailureInAWorkflow_AreEscapedCommands() => Expect.Sequence(
        new GitHubActions(null, isWorkflow: true).Annotations(Run), "::error title=A%3A b%2C 100%25::50%25 of%0Aa::b, c");

    [TestMethod]
    public void Annotations_FailureAtAKnownLine_HasFileAndLine() => Expect.Sequence(
        new GitHubActions(null, isWorkflow: true).Annotations(Run with
        {
            Tests = [Sample.Failed with { Message = "no", Location = new SourceLine("tests/Suite/Suite.cs", 12) }],
        }),
        "::error file=tests/Suite/Suite.cs,line=12,title=Fails (2)::no");

    [TestMethod]
    public void Annotations_OutsideAWorkflow_AreEmpty() => Assert.IsEmpty(new GitHubActions(null, isWorkflow: false).Annotations(Run));

    [TestMethod]
    public void AppendSummary_ExistingFile_IsAppendedTo()
    {
        var file = Keep(new Scratch()).Combine("summary.md");
        File.WriteAllText(file, "of another step\n");

        new GitHubActions(file, isWorkflow: true).AppendSummary("page");
        new GitHubActions(file, isWorkflow: true).AppendSummary("second page");

        Assert.AreEqual("of another step\npage\nsecond page\n", File.ReadAllText(file));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    public void AppendSummary_NoFile_WritesNothing(string? file) => new GitHubActions(file, isWorkflow: true).AppendSummary("page");
}
