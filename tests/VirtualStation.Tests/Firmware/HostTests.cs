using VirtualStation.Firmware;
using VirtualStation.Firmware.Contracts;
using VirtualStation.Firmware.Http;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Tests.Firmware;

/// <summary>How hosts, ids and bodies are read.</summary>
[TestClass]
public sealed class HostTests
{
    [TestMethod]
    [DataRow("name.local", "name.local", null)]
    [DataRow("name.local:8001", "name.local", 8001)]
    [DataRow("127.0.0.1:8001", "127.0.0.1", 8001)]
    [DataRow("[::1]:80", "::1", 80)]
    [DataRow("[::1]", "::1", null)]
    [DataRow("fe80::1", "fe80::1", null)]
    [DataRow("name.local:99999", "name.local:99999", null)]
    [DataRow(":80", ":80", null)]
    public void Parse_EachSpelling_HostAndPort(string text, string host, int? port) => Assert.AreEqual(new HostAndPort(host, port), HostAndPort.Parse(text));

    [TestMethod]
    [DataRow("peer%20one.local", "peer one.local")]
    [DataRow("%C3%BC.local", "ü.local")]
    [DataRow("fe80%3A%3A1", "fe80::1")]
    [DataRow("a+b", "a+b")]
    [DataRow("%zz", null)]
    [DataRow("a%4", null)]
    public void Decode_EachEncoding_TextOrNull(string encoded, string? decoded) => Assert.AreEqual(decoded, PercentEncoding.Decode(encoded));

    [TestMethod]
    [DataRow("0x567890abcdef", "efcdab907856")]
    [DataRow("1", "010000000000")]
    [DataRow("0xFFEE567890ABCDEF", "efcdab907856")]
    [DataRow("0x", null)]
    [DataRow("0x11112222333344445", null)]
    public void IdFromChip_EachNumber_LowSixBytesLowestFirst(string chipId, string? id) => Assert.AreEqual(id, StationIdentity.IdFromChip(chipId));

    [TestMethod]
    [DataRow(282, 320, true)]
    [DataRow(283, 320, false)]
    [DataRow(314, 352, true)]
    [DataRow(315, 352, false)]
    public void Read_LongHost_FitsIntoTheDocumentOrNot(int length, int documentBytes, bool fits)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"host":"{{new string('a', length)}}"}""");
        var request = AddPeerRequest.Read(body, documentBytes, out var error);
        Assert.AreEqual(fits, request is not null);
        Assert.AreEqual(fits ? "" : "Invalid JSON", error);
    }
}
