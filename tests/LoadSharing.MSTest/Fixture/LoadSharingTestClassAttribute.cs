namespace LoadSharing.MSTest.Fixture;

/// <summary>
/// MSTest's <c>[TestClass]</c> with three additions for its tests: a failure shows the requests and restarts of its stations, a failure by a known defect is
/// inconclusive, and a test needs a line in docs/contract-coverage.md or docs/group-coverage.md.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LoadSharingTestClassAttribute : TestClassAttribute
{
    public override TestMethodAttribute? GetTestMethodAttribute(TestMethodAttribute testMethodAttribute) => new LoadSharingTestMethod(testMethodAttribute);
}
