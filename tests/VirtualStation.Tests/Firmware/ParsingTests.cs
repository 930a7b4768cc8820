using System.Text;
using VirtualStation.Firmware;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Peers;

namespace VirtualStation.Tests.Firmware;

/// <summary>Parsing of hosts, device ids and request bodies.</summary>
[TestClass]
public sealed class ParsingTests
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
    public void HostAndPort_Text_IsSplit(string text, string host, int? port) => Assert.AreEqual(new HostAndPort(host, port), HostAndPort.Parse(text));

    [TestMethod]
    [DataRow("peer%20one.local", "peer one.local")]
    [DataRow("%C3%BC.local", "ü.local")]
    [DataRow("fe80%3A%3A1", "fe80::1")]
    [DataRow("a+b", "a+b")]
    [DataRow("%zz", null)]
    [DataRow("a%4", null)]
    public void PercentEncoding_Text_IsDecoded(string encoded, string? decoded) => Assert.AreEqual(decoded, PercentEncoding.Decode(encoded));

    [TestMethod]
    [DataRow("0x567890abcdef", "efcdab907856")]
    [DataRow("1", "010000000000")]
    [DataRow("0xFFEE567890ABCDEF", "efcdab907856")]
    [DataRow("0x", null)]
    [DataRow("0x11112222333344445", null)]
    public void IdFromChip_ChipId_IsLittleEndian(string chipId, string? id) => Assert.AreEqual(id, StationIdentity.IdFromChip(chipId));

    [TestMethod]
    [DataRow(282, 320, "")]
    [DataRow(283, 320, "Invalid JSON")]
    [DataRow(314, 352, "")]
    [DataRow(315, 352, "Invalid JSON")]
    public void AddPeerRequest_HostAtDocumentCapacity_HasExpectedError(int length, int documentBytes, string expected)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"host":"{{new string('a', length)}}"}""");

        AddPeerRequest.Parse(body, documentBytes, out var error);

        Assert.AreEqual(expected, error);
    }
}
