using System.Globalization;
using System.Net;

namespace VirtualStation.Firmware.Peers;

/// <summary>A host with an optional port: <c>name.local</c>, <c>name.local:8001</c>, <c>127.0.0.1:8001</c>, <c>[::1]:80</c>, <c>fe80::1</c>.</summary>
internal readonly record struct HostAndPort(string Host, int? Port)
{
    public static HostAndPort Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var isIPv6 = !text.StartsWith('[') && text.IndexOf(':', StringComparison.Ordinal) != colon;
        return colon > 0 && !isIPv6
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? new HostAndPort(text[..colon].Trim('[', ']'), port)
            : new HostAndPort(text.Trim('[', ']'), null);
    }
}
