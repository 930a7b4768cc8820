using System.Collections.ObjectModel;
using MulticastDns.Codec;

namespace MulticastDns.Tests.Codec;

[TestClass]
public sealed class TextStringsTests
{
    [TestMethod]
    public void Decode_ExampleOfRfc6763_GivesItsKeys()
    {
        var text = Decode([.. "\u0009key=value\u0008paper=A4\u0007passive"u8]);

        Assert.HasCount(3, text);
        Assert.AreEqual("value", text["KEY"]);
        Assert.AreEqual("A4", text["paper"]);
        Assert.AreEqual("", text["passive"]);
    }

    [TestMethod]
    public void Decode_KeyTwice_FirstCounts() => Assert.AreEqual("1", Decode([.. "\u0003a=1\u0003A=2"u8])["a"]);

    [TestMethod]
    public void Decode_KeyMissing_IsIgnored() => Assert.HasCount(1, Decode([.. "\u0002=1\0\u0003a=2"u8]));

    [TestMethod]
    public void Decode_LengthBeyondTheEnd_KeepsWhatCameBefore() => Assert.AreEqual("2", Decode([.. "\u0003a=2"u8, 200, 1])["a"]);

    [TestMethod]
    public void Encode_EqualsSignsInTheValue_Survive() =>
        Assert.AreEqual("b=c=", TextStrings.Decode(TextStrings.Encode(new Dictionary<string, string> { ["a"] = "b=c=" }))["a"]);

    [TestMethod]
    public void Encode_Nothing_IsOneEmptyString() =>
        CollectionAssert.AreEqual((byte[])[0], TextStrings.Encode(new Dictionary<string, string>()).Strings.Span.ToArray());

    [TestMethod]
    [DataRow("", "x")]
    [DataRow("a=b", "x")]
    [DataRow("ä", "x")]
    public void Encode_KeyThatIsNone_IsRefusedByName(string key, string value)
    {
        var refusal = Assert.ThrowsExactly<ArgumentException>(() => TextStrings.Encode(new Dictionary<string, string> { [key] = value }));

        Assert.Contains($"'{key}'", refusal.Message);
    }

    [TestMethod]
    public void Encode_TooLong_IsRefused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => TextStrings.Encode(new Dictionary<string, string> { ["a"] = new('x', 254) }));
        Assert.ThrowsExactly<ArgumentException>(
            () => TextStrings.Encode(Enumerable.Range(0, 6).ToDictionary(i => $"key{i}", _ => new string('x', 240))));
    }

    private static ReadOnlyDictionary<string, string> Decode(byte[] strings) => TextStrings.Decode(new TextData(new Octets(strings)));
}
