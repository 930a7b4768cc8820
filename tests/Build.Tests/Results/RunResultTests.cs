namespace Build.Tests.Results;

[TestClass]
public sealed class RunResultTests
{
    [TestMethod]
    public void IsSuccess_PassedTestsWithoutFailure_IsTrue()
    {
        Assert.IsTrue(Of([Sample.Passed]).IsSuccess);
        Assert.IsTrue(Of([Sample.Passed, Sample.Skipped]).IsSuccess);
    }

    [TestMethod]
    public void IsSuccess_NoTests_IsFalse() => Assert.IsFalse(Of([]).IsSuccess);

    [TestMethod]
    public void IsSuccess_AllTestsSkipped_IsFalse() => Assert.IsFalse(Of([Sample.Skipped, Sample.Skipped]).IsSuccess);

    [TestMethod]
    public void IsSuccess_OneFailure_IsFalse() => Assert.IsFalse(Of([Sample.Passed, Sample.Failed]).IsSuccess);

    [TestMethod]
    public void IsSuccess_ErrorOutsideTests_IsFalse() => Assert.IsFalse((Of([Sample.Passed]) with { Errors = ["The run was cancelled."] }).IsSuccess);

    [TestMethod]
    public void Counts_SkippedTests_AreCountedIfAny()
    {
        Assert.AreEqual("0 passed, 0 failed", Of([]).Counts);
        Assert.AreEqual("2 passed, 1 failed", Of([Sample.Passed, Sample.Failed, Sample.Passed]).Counts);
        Assert.AreEqual("1 passed, 0 failed, 2 skipped", Of([Sample.Skipped, Sample.Passed, Sample.Skipped]).Counts);
    }

    [TestMethod]
    public void PassedBeside_TestsThatBeginAlike_AreOrderedBySimilarity()
    {
        var failed = Sample.Failed with { Name = "Delete_Member_HasNoLimit" };
        string[] passed = ["Delete_Twice_IsRefused", "Delete_Member_HasNoRole", "Push_Setting_IsKept"];
        var other = Sample.Passed with { Class = "N.Other", Name = "Delete_Member_IsElsewhere" };
        var run = Of([failed, other, .. passed.Select(name => Sample.Passed with { Name = name })]);

        Expect.Sequence(run.PassedBeside(FailureGroup.Of([failed])[0]), "Delete_Member_HasNoRole", "Delete_Twice_IsRefused");
    }

    [TestMethod]
    public void PassedWith_OtherData_IsListed()
    {
        var failed = Sample.Failed with { Name = "Lists (3)" };

        Assert.AreEqual("Passed with (2)", Of([failed, Sample.Passed with { Name = "Lists (2)" }]).PassedWith(FailureGroup.Of([failed])[0].Simplest));
        Assert.IsNull(Of([failed, Sample.Passed]).PassedWith(FailureGroup.Of([failed])[0].Simplest));
    }

    private static RunResult Of(IReadOnlyList<Build.Results.TestResult> tests) => new("virtual stations", tests, TimeSpan.FromSeconds(3));
}
