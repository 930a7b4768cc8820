using System.Collections.ObjectModel;

namespace MulticastDns.Tests.Codec;

[TestClass]
public sealed class TxtDataTests
{
    [TestMethod]
    public void Decode_ExampleOfRfc6763_ReturnsItsPairs()
    {
        var text = Decode([.. "\u0009key=value\u0008paper=A4\u0007passive"u8]);

        Assert.HasCount(3, text);
        Assert.AreEqual("value", text["KEY"]);
        Assert.AreEqual("A4", text["paper"]);
        Assert.AreEqual("", text["passive"]);
    }

    [TestMethod]
    public void Decode_RepeatedKey_ReturnsFirstValue() => Assert.AreEqual("1", Decode([.. "\u0003a=1\u0003A=2"u8])["a"]);

    [TestMethod]
    public void Decode_MissingKey_IsIgnored() => Assert.HasCount(1, Decode([.. "\u0002=1\0\u0003a=2"u8]));

    [TestMethod]
    public void Decode_StringBeyondTheEnd_ReturnsPairsBeforeIt() => Assert.AreEqual("2", Decode([.. "\u0003a=2"u8, 200, 1])["a"]);

    [TestMethod]
    public void Encode_ValueWithEqualsSigns_IsDecodedUnchanged() =>
        Assert.AreEqual("b=c=", TxtData.Encode(new Dictionary<string, string> { ["a"] = "b=c=" }).Decode()["a"]);

    [TestMethod]
    public void Encode_NoPairs_ReturnsOneEmptyString() =>
        CollectionAssert.AreEqual((byte[])[0], TxtData.Encode(new Dictionary<string, string>()).Strings.Span.ToArray());

    [TestMethod]
    [DataRow("")]
    [DataRow("a=b")]
    [DataRow("ä")]
    public void Encode_InvalidKey_Throws(string key)
    {
        var exception = Assert.ThrowsExactly<ArgumentException>(() => TxtData.Encode(new Dictionary<string, string> { [key] = "x" }));

        Assert.Contains($"'{key}'", exception.Message);
    }

    [TestMethod]
    public void Encode_PairOf256Bytes_Throws() =>
        Assert.ThrowsExactly<ArgumentException>(() => TxtData.Encode(new Dictionary<string, string> { ["a"] = new('x', 254) }));

    [TestMethod]
    public void Encode_RecordOfMoreThan1300Bytes_Throws() =>
        Assert.ThrowsExactly<ArgumentException>(() => TxtData.Encode(Enumerable.Range(0, 6).ToDictionary(i => $"key{i}", _ => new string('x', 240))));

    private static ReadOnlyDictionary<string, string> Decode(byte[] strings) => new TxtData(new Octets(strings)).Decode();
}
