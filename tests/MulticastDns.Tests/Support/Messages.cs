using System.Collections.Immutable;

namespace MulticastDns.Tests.Support;

/// <summary>Names, records and messages of stations.</summary>
internal static class Messages
{
    public static readonly DnsName TypeName = DnsName.Of("_openevse", "_tcp", "local");

    public static readonly DnsQuestion TypeQuestion = new(TypeName, DnsType.Ptr);

    [ThreadStatic]
    private static byte[]? _buffer;

    public static DnsName Instance(string name) => TypeName.Prepend(name);

    public static DnsName Host(string name) => DnsName.Of(name, "local");

    public static DnsMessage Query(params DnsQuestion[] questions) => new(0, DnsFlags.None, [.. questions], [], [], []);

    public static DnsMessage Response(params DnsRecord[] answers) => new(0, DnsFlags.Response | DnsFlags.Authoritative, [], [.. answers], [], []);

    public static DnsRecord Pointer(string instance, uint ttl = 4500) => new(TypeName, new PtrData(Instance(instance)), ttl);

    public static DnsRecord Service(string instance, ushort port = 80, string? host = null, uint ttl = 120) =>
        new(Instance(instance), new SrvData(0, 0, port, Host(host ?? instance)), ttl, CacheFlush: true);

    public static DnsRecord Text(string instance, uint ttl = 4500, params ReadOnlySpan<byte> content) =>
        new(Instance(instance), new TxtData(new Octets(content.IsEmpty ? (byte[])[0] : content.ToArray())), ttl, CacheFlush: true);

    public static DnsRecord Address(string host, string address = "127.0.0.1", uint ttl = 120) =>
        new(Host(host), new AddressData(IPAddress.Parse(address)), ttl, CacheFlush: true);

    /// <summary>The four records of a station.</summary>
    public static DnsMessage Announcement(string name, ushort port = 80) => Response(Pointer(name), Service(name, port), Text(name), Address(name));

    public static byte[] Encode(DnsMessage message)
    {
        var buffer = _buffer ??= new byte[256 * 1024];
        var writer = new DnsMessageWriter(buffer);
        var fits = true;
        foreach (var question in message.Questions)
        {
            fits &= writer.TryWrite(question);
        }

        foreach (var (section, records) in ((DnsSection, ImmutableArray<DnsRecord>)[])
            [(DnsSection.Answer, message.Answers), (DnsSection.Authority, message.Authorities), (DnsSection.Additional, message.Additionals)])
        {
            foreach (var record in records)
            {
                fits &= writer.TryWrite(section, record);
            }
        }

        Assert.IsTrue(fits, $"The message does not fit into {buffer.Length} bytes.");
        return buffer[..writer.Finish(message.Id, message.Flags)];
    }

    public static DnsMessage Decode(byte[] packet)
    {
        Assert.IsTrue(DnsMessageReader.TryRead(packet, out var message, out var error), error);
        return message;
    }
}

/// <summary>Service profiles of stations.</summary>
internal static class Profiles
{
    public const string Type = "_openevse._tcp";

    public static ServiceProfile Station(string name, int port = 80, string address = "127.0.0.1", string? host = null) => new(
        name,
        Type,
        host ?? name,
        port,
        [IPAddress.Parse(address)],
        new Dictionary<string, string> { ["type"] = "native", ["id"] = "1" });
}
