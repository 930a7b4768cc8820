namespace Build.Tests.Options;

[TestClass]
public sealed class NearestNameTests
{
    private static readonly string[] Known = ["instances", "filter", "firmware", "firmware-source", "firmware-env", "keep", "pull"];

    [TestMethod]
    [DataRow("instance", "instances")]
    [DataRow("instanecs", "instances")]
    [DataRow("INSTANCES", "instances")]
    [DataRow("fliter", "filter")]
    [DataRow("firmware-sorce", "firmware-source")]
    [DataRow("firmwaer", "firmware")]
    [DataRow("kep", "keep")]
    [DataRow("plul", "pull")]
    public void Suggest_TypingError_IsTheNearestName(string typed, string meant) =>
        Assert.AreEqual($" Did you mean --{meant}?", NearestName.Suggest(typed, Known, "--"));

    [TestMethod]
    [DataRow("frobnicate")]
    [DataRow("xyzzy")]
    public void Suggest_DistantName_IsEmpty(string typed) => Assert.IsEmpty(NearestName.Suggest(typed, Known));

    [TestMethod]
    public void Suggest_NoNames_IsEmpty() => Assert.IsEmpty(NearestName.Suggest("keep", []));

    [TestMethod]
    public void Suggest_TwoEquallyNear_IsTheFirstInTheAlphabet() => Assert.AreEqual(" Did you mean abd?", NearestName.Suggest("abx", ["abe", "abd"]));
}
