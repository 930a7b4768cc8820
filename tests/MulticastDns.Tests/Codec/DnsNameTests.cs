using MulticastDns.Codec;

namespace MulticastDns.Tests.Codec;

[TestClass]
public sealed class DnsNameTests
{
    [TestMethod]
    public void Equals_OtherCaseOfAsciiLetters_IsTheSameName()
    {
        var one = DnsName.Of("Station-A", "_OpenEVSE", "_tcp", "local");
        var other = DnsName.Of("sTATION-a", "_openevse", "_TCP", "LOCAL");

        Assert.AreEqual(one, other);
        Assert.AreEqual(one.GetHashCode(), other.GetHashCode());
    }

    [TestMethod]
    public void Equals_OtherCaseOfOtherLetters_IsAnotherName() => Assert.AreNotEqual(DnsName.Of("É", "local"), DnsName.Of("é", "local"));

    [TestMethod]
    public void Equals_LabelsCutElsewhere_IsAnotherName() => Assert.AreNotEqual(DnsName.Of("a.b", "local"), DnsName.Of("a", "b", "local"));

    [TestMethod]
    public void ToString_DotBackslashAndControlCharacter_AreEscaped() =>
        Assert.AreEqual(@"Dr\. No\\\007.local", DnsName.Of("Dr. No\\\a", "local").ToString());

    [TestMethod]
    public void FirstLabelAndParent_DottedInstance_KeepItWhole()
    {
        var name = DnsName.Of("v1.2 in the yard", "_http", "_tcp", "local");

        Assert.AreEqual("v1.2 in the yard", name.FirstLabel);
        Assert.AreEqual(DnsName.Of("_http", "_tcp", "local"), name.Parent);
    }

    [TestMethod]
    public void Parent_OfRoot_IsRoot() => Assert.AreSame(DnsName.Root, DnsName.Root.Parent);

    [TestMethod]
    public void Of_LabelOf63Bytes_Fits() => Assert.AreEqual(new string('a', 63), DnsName.Of(new string('a', 63)).FirstLabel);

    [TestMethod]
    [DataRow("", DisplayName = "empty")]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", DisplayName = "64 bytes")]
    [DataRow("ééééééééééééééééééééééééééééééééé", DisplayName = "66 bytes of UTF-8")]
    public void Of_LabelOfWrongLength_IsRefusedByName(string label)
    {
        var refusal = Assert.ThrowsExactly<ArgumentException>(() => DnsName.Of(label));

        Assert.Contains($"'{label}'", refusal.Message);
    }

    [TestMethod]
    public void Prepend_BeyondTheLongestName_IsRefused()
    {
        var label = new string('a', 63);
        var name = DnsName.Of(label, label, label);

        Assert.ThrowsExactly<ArgumentException>(() => name.Prepend(label));
        Assert.HasCount(255, name.Prepend(label[..61]).Wire.ToArray());
    }
}
