using MulticastDns.Codec;

namespace MulticastDns.Tests.Codec;

[TestClass]
public sealed class MalformedPacketTests
{
    private static readonly byte[] OneQuestion = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] OneAnswer = [0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0];

    [TestMethod]
    public void TryRead_PointerToItself_IsRefused() => AssertRefused("leads forward, to itself", [.. OneQuestion, 0xC0, 12, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_PointerForward_IsRefused() => AssertRefused("leads forward, to itself", [.. OneQuestion, 0xC0, 18, 0, 1, 0, 1, 1, (byte)'a', 0]);

    [TestMethod]
    public void TryRead_PointerIntoTheHeader_IsRefused() => AssertRefused("into the header", [.. OneQuestion, 0xC0, 4, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_LabelsThatLeadBackToThemselves_IsRefused() =>
        AssertRefused("leads forward, to itself", [.. OneQuestion, 1, (byte)'a', 1, (byte)'b', 0xC0, 12, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_NameOf256Bytes_IsRefused() =>
        AssertRefused("longer than 255", [.. OneQuestion, .. Enumerable.Repeat((byte[])[63, .. new byte[63]], 4).SelectMany(label => label), 0, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_UnknownKindOfLabel_IsRefused() => AssertRefused("unknown kind", [.. OneQuestion, 0x41, 1, 0, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_CountsBeyondThePacket_IsRefusedBeforeReading() =>
        AssertRefused("more entries than the packet can hold", [0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0, 1]);

    [TestMethod]
    public void TryRead_RecordLongerThanThePacket_IsRefused() => AssertRefused("ends within a record", [.. OneAnswer, 0, 0, 16, 0, 1, 0, 0, 0, 0, 0, 9, 1]);

    [TestMethod]
    public void TryRead_AddressOfThreeBytes_IsRefused() => AssertRefused("wrong length", [.. OneAnswer, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 3, 1, 2, 3]);

    [TestMethod]
    public void TryRead_PointerRecordWithBytesLeft_IsRefused() =>
        AssertRefused("not as long as it says", [.. OneAnswer, 0, 0, 12, 0, 1, 0, 0, 0, 0, 0, 2, 0, 9]);

    [TestMethod]
    public void TryRead_NameBeyondItsRecord_IsRefused() =>
        AssertRefused("not as long as it says", [.. OneAnswer, 0, 0, 12, 0, 1, 0, 0, 0, 0, 0, 1, 1, (byte)'a', 0]);

    [TestMethod]
    public void TryRead_NextSecureNameBeyondItsRecord_IsRefused() =>
        AssertRefused("runs out of its record", [.. OneAnswer, 0, 0, 47, 0, 1, 0, 0, 0, 0, 0, 1, 1, (byte)'a', 0]);

    [TestMethod]
    public void TryRead_EveryBeginningOfAPacket_IsRefused()
    {
        var packet = DnsMessageTests.Encode(Support.Messages.Announcement("station"));
        for (var length = 0; length < packet.Length; length++)
        {
            Assert.IsFalse(DnsMessageReader.TryRead(packet.AsSpan(0, length), out _, out var error), $"{length} of {packet.Length} bytes");
            Assert.IsNotNull(error);
        }
    }

    [TestMethod]
    public void TryRead_ChainOfPointersWithoutLabels_IsRefused()
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

    private static void AssertRefused(string expected, byte[] packet)
    {
        Assert.IsFalse(DnsMessageReader.TryRead(packet, out var message, out var error));
        Assert.IsNull(message);
        Assert.Contains(expected, error);
    }
}
