using System.Collections.Immutable;
using System.Text;

namespace MulticastDns.Tests.Codec;

[TestClass]
public sealed class DnsMessageTests
{
    private static readonly DnsName Charger = Messages.Instance("Dr. No's charger");

    [TestMethod]
    public void Write_ServiceTypeEnumeration_ReturnsTheBytesOfTheRfcs()
    {
        var query = Messages.Query(new DnsQuestion(DnsName.Of("_services", "_dns-sd", "_udp", "local"), DnsType.Ptr));

        byte[] expected = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. "\u0009_services\u0007_dns-sd\u0004_udp\u0005local\0"u8, 0, 12, 0, 1];
        CollectionAssert.AreEqual(expected, Messages.Encode(query));
    }

    [TestMethod]
    public void Write_CacheFlushOrUnicastResponse_SetsTheTopBitOfTheClass()
    {
        var packet = Messages.Encode(new DnsMessage(
            0, DnsFlags.None, [new DnsQuestion(DnsName.Local, DnsType.A, UnicastResponse: true)], [Messages.Address("a")], [], []));

        byte[] expected =
        [
            0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0,
            .. "\u0005local\0"u8, 0, 1, 0x80, 1,
            1, (byte)'a', 0xC0, 12, 0, 1, 0x80, 1, 0, 0, 0, 120, 0, 4, 127, 0, 0, 1,
        ];
        CollectionAssert.AreEqual(expected, packet);
    }

    [TestMethod]
    public void ReadName_ExampleOfRfc1035_ReturnsItsNames()
    {
        var packet = new byte[93];
        "\u0001F\u0003ISI\u0004ARPA\0"u8.CopyTo(packet.AsSpan(20));
        ((byte[])[3, (byte)'F', (byte)'O', (byte)'O', 0xC0, 20]).CopyTo(packet.AsSpan(40));
        ((byte[])[0xC0, 26]).CopyTo(packet.AsSpan(64));

        Assert.AreEqual("F.ISI.ARPA", NameAt(packet, 20));
        Assert.AreEqual("FOO.F.ISI.ARPA", NameAt(packet, 40));
        Assert.AreEqual("ARPA", NameAt(packet, 64));
        Assert.AreEqual(".", NameAt(packet, 92));
    }

    [TestMethod]
    public void Read_NsecExampleOfRfc4034_HasItsTypes()
    {
        byte[] packet =
        [
            0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0,
            .. "\u0004alfa\u0007example\u0003com\0"u8, 0, 47, 0, 1, 0, 1, 0x51, 0x80, 0, 55,
            .. "\u0004host\u0007example\u0003com\0"u8, 0, 6, 0x40, 1, 0, 0, 0, 3, 4, 0x1B, .. new byte[26], 0x20,
        ];

        var record = Messages.Decode(packet).Answers.Single();

        var next = Assert.IsInstanceOfType<NsecData>(record.Data);
        Assert.AreEqual("host.example.com", next.Next.ToString());
        int[] present = [.. Enumerable.Range(1, 2000).Where(type => next.Has((DnsType)type))];
        CollectionAssert.AreEqual((int[])[1, 15, 46, 47, 1234], present);
    }

    [TestMethod]
    public void Read_EncodedMessage_ReturnsEqualMessage()
    {
        var message = new DnsMessage(
            0x1234,
            DnsFlags.Response | DnsFlags.Authoritative | DnsFlags.Truncated,
            [new DnsQuestion(Messages.TypeName, DnsType.Ptr), new DnsQuestion(Charger, DnsType.Any, DnsClass.Any, UnicastResponse: true)],
            [
                new DnsRecord(Messages.TypeName, new PtrData(Charger), 4500),
                new DnsRecord(Charger, new SrvData(1, 2, 8080, Messages.Host("station")), 120, CacheFlush: true),
                new DnsRecord(Charger, TxtData.Encode(new Dictionary<string, string> { ["id"] = "é" }), 4500, CacheFlush: true),
            ],
            [new DnsRecord(Messages.Host("station"), new AddressData(IPAddress.Parse("fe80::1")), 120)],
            [
                Messages.Address("station"),
                new DnsRecord(Charger, NsecData.Of(Charger, DnsType.Txt, DnsType.Srv), 120, CacheFlush: true),
                new DnsRecord(DnsName.Root, new OpaqueData(DnsType.Opt, new Octets((byte[])[1, 2, 3])), 0xFFFFFFFF, Class: (DnsClass)0x85A0),
                new DnsRecord(DnsName.Local, new OpaqueData((DnsType)4711, Octets.None), 0, Class: (DnsClass)3),
            ]);

        AssertSame(message, Messages.Decode(Messages.Encode(message)));
    }

    [TestMethod]
    public void Write_SharedSuffixes_AreCompressed()
    {
        var packet = Messages.Encode(Messages.Announcement("station"));

        Assert.AreEqual(1, Occurrences(packet, "_openevse"u8));
        Assert.AreEqual(1, Occurrences(packet, "local"u8));
    }

    [TestMethod]
    public void Read_OwnerRepeatedByPointer_IsDecodedOnce()
    {
        var answers = Messages.Decode(Messages.Encode(Messages.Response(Messages.Pointer("a"), Messages.Pointer("b"), Messages.Pointer("c")))).Answers;

        Assert.AreSame(answers[1].Name, answers[2].Name);
    }

    [TestMethod]
    public void Write_SameNameInOtherCase_PreservesCase()
    {
        var message = Messages.Query(new DnsQuestion(DnsName.Of("a", "local"), DnsType.A), new DnsQuestion(DnsName.Of("A", "LOCAL"), DnsType.A));

        Assert.AreEqual("A.LOCAL", Messages.Decode(Messages.Encode(message)).Questions[1].Name.ToString());
    }

    [TestMethod]
    public void TryWrite_RecordThatDoesNotFit_IsRolledBack()
    {
        Span<byte> buffer = new byte[90];
        var writer = new DnsMessageWriter(buffer);
        Assert.IsTrue(writer.TryWrite(DnsSection.Answer, Messages.Address("station")));
        Assert.IsFalse(writer.TryWrite(DnsSection.Answer, Messages.Service("an-instance-too-long-to-fit", host: "other")));
        Assert.IsTrue(writer.TryWrite(DnsSection.Answer, Messages.Address("other")));

        var message = Messages.Decode(buffer[..writer.Finish(0, DnsFlags.Response)].ToArray());

        CollectionAssert.AreEqual((DnsRecord[])[Messages.Address("station"), Messages.Address("other")], message.Answers.ToArray());
    }

    [TestMethod]
    public void Uncompressed_SrvData_HasCompleteTarget() =>
        CollectionAssert.AreEqual(
            (byte[])[0, 0, 0, 0, 0, 80, .. "\u0001h\u0005local\0"u8],
            DnsMessageWriter.Uncompressed(new SrvData(0, 0, 80, Messages.Host("h"))));

    internal static void AssertSame(DnsMessage expected, DnsMessage actual)
    {
        Assert.AreEqual((expected.Id, expected.Flags), (actual.Id, actual.Flags));
        Assert.IsTrue(expected.Questions.SequenceEqual(actual.Questions), "questions");
        AssertSame(expected.Answers, actual.Answers);
        AssertSame(expected.Authorities, actual.Authorities);
        AssertSame(expected.Additionals, actual.Additionals);
    }

    private static void AssertSame(ImmutableArray<DnsRecord> expected, ImmutableArray<DnsRecord> actual) =>
        CollectionAssert.AreEqual(expected.ToArray(), actual.ToArray());

    private static string NameAt(byte[] packet, int position)
    {
        var reader = new PacketReader(packet);
        reader.Read(position);
        var name = reader.ReadName();
        Assert.IsNull(reader.Error);
        return name.ToString();
    }

    private static int Occurrences(byte[] packet, ReadOnlySpan<byte> text) =>
        Encoding.Latin1.GetString(packet).Split(Encoding.Latin1.GetString(text)).Length - 1;
}
