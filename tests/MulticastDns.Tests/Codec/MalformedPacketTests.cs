namespace MulticastDns.Tests.Codec;

[TestClass]
public sealed class MalformedPacketTests
{
    private static readonly byte[] OneQuestion = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] OneAnswer = [0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0];

    [TestMethod]
    public void TryRead_PointerToItself_ReturnsError() => AssertError("points forward, to itself", [.. OneQuestion, 0xC0, 12, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_PointerForward_ReturnsError() => AssertError("points forward, to itself", [.. OneQuestion, 0xC0, 18, 0, 1, 0, 1, 1, (byte)'a', 0]);

    [TestMethod]
    public void TryRead_PointerIntoHeader_ReturnsError() => AssertError("into the header", [.. OneQuestion, 0xC0, 4, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_LabelsBeforePointerToThemselves_ReturnsError() =>
        AssertError("points forward, to itself", [.. OneQuestion, 1, (byte)'a', 1, (byte)'b', 0xC0, 12, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_NameOf256Bytes_ReturnsError() =>
        AssertError("longer than 255", [.. OneQuestion, .. Enumerable.Repeat((byte[])[63, .. new byte[63]], 4).SelectMany(label => label), 0, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_UnknownLabelType_ReturnsError() => AssertError("unknown type", [.. OneQuestion, 0x41, 1, 0, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_MoreEntriesThanThePacketHolds_ReturnsError() =>
        AssertError("more entries than the packet can hold", [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_RecordLongerThanThePacket_ReturnsError() => AssertError("ends within a record", [.. OneAnswer, 0, 0, 16, 0, 1, 0, 0, 0, 0, 0, 9, 1]);

    [TestMethod]
    public void TryRead_AddressOfThreeBytes_ReturnsError() => AssertError("wrong length", [.. OneAnswer, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 3, 1, 2, 3]);

    [TestMethod]
    public void TryRead_PtrRecordLongerThanItsName_ReturnsError() =>
        AssertError("differs from that of its data", [.. OneAnswer, 0, 0, 12, 0, 1, 0, 0, 0, 0, 0, 2, 0, 9]);

    [TestMethod]
    public void TryRead_NameLongerThanItsRecord_ReturnsError() =>
        AssertError("differs from that of its data", [.. OneAnswer, 0, 0, 12, 0, 1, 0, 0, 0, 0, 0, 1, 1, (byte)'a', 0]);

    [TestMethod]
    public void TryRead_NsecNameLongerThanItsRecord_ReturnsError() =>
        AssertError("ends beyond its record", [.. OneAnswer, 0, 0, 47, 0, 1, 0, 0, 0, 0, 0, 1, 1, (byte)'a', 0]);

    [TestMethod]
    public void TryRead_TruncatedPacket_ReturnsError()
    {
        var packet = Messages.Encode(Messages.Announcement("station"));
        for (var length = 0; length < packet.Length; length++)
        {
            Assert.IsFalse(DnsMessageReader.TryRead(packet.AsSpan(0, length), out _, out var error), $"{length} of {packet.Length} bytes");
            Assert.IsNotNull(error);
        }
    }

    [TestMethod]
    public void TryRead_PointersWithoutLabels_ReturnsError()
    {
        var packet = new List<byte>(OneQuestion) { 0 };
        for (var i = 0; i < 200; i++)
        {
            var target = i == 0 ? 12 : packet.Count - 2;
            packet.AddRange([(byte)(0xC0 | (target >> 8)), (byte)target]);
        }

        var reader = new PacketReader(packet.ToArray());
        reader.Read(packet.Count - 2);
        reader.ReadName();

        Assert.AreEqual("a name has too many pointers", reader.Error);
    }

    private static void AssertError(string expected, byte[] packet)
    {
        Assert.IsFalse(DnsMessageReader.TryRead(packet, out var message, out var error));
        Assert.IsNull(message);
        Assert.Contains(expected, error);
    }
}
