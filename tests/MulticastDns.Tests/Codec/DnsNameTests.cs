namespace MulticastDns.Tests.Codec;

[TestClass]
public sealed class DnsNameTests
{
    private static readonly string Label = new('a', DnsName.MaxLabelLength);

    [TestMethod]
    public void Equals_AsciiLettersInOtherCase_IsTrue()
    {
        var one = DnsName.Of("Station-A", "_OpenEVSE", "_tcp", "local");
        var other = DnsName.Of("sTATION-a", "_openevse", "_TCP", "LOCAL");

        Assert.AreEqual(one, other);
        Assert.AreEqual(one.GetHashCode(), other.GetHashCode());
    }

    [TestMethod]
    public void Equals_OtherLettersInOtherCase_IsFalse() => Assert.AreNotEqual(DnsName.Of("É", "local"), DnsName.Of("é", "local"));

    [TestMethod]
    public void Equals_OtherLabelBoundaries_IsFalse() => Assert.AreNotEqual(DnsName.Of("a.b", "local"), DnsName.Of("a", "b", "local"));

    [TestMethod]
    public void ToString_SpecialCharacters_AreEscaped() =>
        Assert.AreEqual(@"Dr\. No\\\007.local", DnsName.Of("Dr. No\\\a", "local").ToString());

    [TestMethod]
    public void FirstLabel_WithDot_IsNotSplit() => Assert.AreEqual("v1.2 in the yard", DnsName.Of("v1.2 in the yard", "_http", "_tcp", "local").FirstLabel);

    [TestMethod]
    public void Parent_FirstLabelWithDot_IsNotSplit() =>
        Assert.AreEqual(DnsName.Of("_http", "_tcp", "local"), DnsName.Of("v1.2 in the yard", "_http", "_tcp", "local").Parent);

    [TestMethod]
    public void Parent_Root_IsRoot() => Assert.AreSame(DnsName.Root, DnsName.Root.Parent);

    [TestMethod]
    public void Of_LabelOf63Bytes_IsValid() => Assert.AreEqual(new string('a', 63), DnsName.Of(new string('a', 63)).FirstLabel);

    [TestMethod]
    [DataRow("", DisplayName = "empty")]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", DisplayName = "64 bytes")]
    [DataRow("ééééééééééééééééééééééééééééééééé", DisplayName = "66 bytes of UTF-8")]
    public void Of_LabelOfInvalidLength_Throws(string label)
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => DnsName.Of(label));

        Assert.Contains($"'{label}'", exception.Message);
    }

    [TestMethod]
    public void Prepend_NameOf255Bytes_IsValid() => Assert.HasCount(255, DnsName.Of(Label, Label, Label).Prepend(Label[..61]).Wire.ToArray());

    [TestMethod]
    public void Prepend_NameOf256Bytes_Throws() => Assert.ThrowsExactly<ArgumentException>(() => DnsName.Of(Label, Label, Label).Prepend(Label[..62]));
}
