using System.Net;
using MulticastDns.Codec;

namespace MulticastDns.Tests.Support;

/// <summary>Messages as others on the link would send them.</summary>
internal static class Messages
{
    public static readonly DnsName TypeName = DnsName.Of("_openevse", "_tcp", "local");

    public static DnsName Instance(string name) => TypeName.Prepend(name);

    public static DnsName Host(string name) => DnsName.Of(name, "local");

    public static DnsMessage Query(params DnsQuestion[] questions) => new(0, DnsFlags.None, [.. questions], [], [], []);

    public static DnsMessage Response(params DnsRecord[] answers) => new(0, DnsFlags.Response | DnsFlags.Authoritative, [], [.. answers], [], []);

    public static DnsRecord Pointer(string instance, uint ttl = 4500) => new(TypeName, new PointerData(Instance(instance)), ttl);

    public static DnsRecord Service(string instance, ushort port = 80, string? host = null, uint ttl = 120) =>
        new(Instance(instance), new ServiceData(0, 0, port, Host(host ?? instance)), ttl, CacheFlush: true);

    public static DnsRecord Text(string instance, uint ttl = 4500, params ReadOnlySpan<byte> content) =>
        new(Instance(instance), new TextData(new Octets(content.IsEmpty ? (byte[])[0] : content.ToArray())), ttl, CacheFlush: true);

    public static DnsRecord Address(string host, string address = "127.0.0.1", uint ttl = 120) =>
        new(Host(host), new AddressData(IPAddress.Parse(address)), ttl, CacheFlush: true);

    /// <summary>All four records of a station.</summary>
    public static DnsMessage Announcement(string name, ushort port = 80) => Response(Pointer(name), Service(name, port), Text(name), Address(name));
}
