using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>The names and records of a service profile (RFC 6763 §4, §6, §9).</summary>
internal sealed partial class ServiceRecords
{
    /// <summary>The name that enumerates the service types of a link (RFC 6763 §9).</summary>
    public static readonly DnsName TypeEnumeration = DnsName.Local.Prepend("_services", "_dns-sd", "_udp");

    private readonly SrvData _service;
    private readonly TxtData _text;

    /// <exception cref="ArgumentException">A value of the profile is not valid.</exception>
    public ServiceRecords(ServiceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Port is < 1 or > ushort.MaxValue)
        {
            throw new ArgumentException($"The port {profile.Port} of '{profile.Instance}' is not valid: it must be between 1 and 65535.", nameof(profile));
        }

        if (profile.Addresses.Count == 0
            || profile.Addresses.Any(address => address.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)))
        {
            throw new ArgumentException($"The addresses of '{profile.Instance}' are not valid: give one or more IPv4 or IPv6 addresses.", nameof(profile));
        }

        if (profile.Instance.Any(char.IsControl))
        {
            throw new ArgumentException($"The instance name '{profile.Instance}' contains a control character.", nameof(profile));
        }

        if (profile.HostName.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The host name '{profile.HostName}' contains a dot: give one label, without '.local'.", nameof(profile));
        }

        Type = TypeName(profile.Type);
        Instance = Type.Prepend(profile.Instance);
        Host = DnsName.Local.Prepend(profile.HostName);
        _service = new SrvData(0, 0, (ushort)profile.Port, Host);
        _text = TxtData.Encode(profile.Text);

        // Without the zone index of a link-local address, which has no meaning on another machine.
        Addresses = [.. profile.Addresses.Select(address => new AddressData(new IPAddress(address.GetAddressBytes()))).Distinct()];
    }

    public DnsName Type { get; }

    public DnsName Instance { get; }

    public DnsName Host { get; }

    public IReadOnlyList<AddressData> Addresses { get; }

    /// <summary>Returns the domain name of a service type.</summary>
    /// <exception cref="ArgumentException">The type is not of the form _name._tcp or _name._udp.</exception>
    public static DnsName TypeName(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return TypePattern().IsMatch(type)
            ? DnsName.Local.Prepend(type.Split('.'))
            : throw new ArgumentException(
                $"'{type}' is not a service type: write _NAME._tcp or _NAME._udp, NAME of 1 to 15 letters, digits and hyphens.", nameof(type));
    }

    /// <summary>Returns a host name as <see cref="ServiceInstance.HostName"/> has it.</summary>
    public static string HostName(DnsName host)
    {
        var text = host.ToString();
        return text.EndsWith(".local", StringComparison.OrdinalIgnoreCase) ? text[..^".local".Length] : text + ".";
    }

    /// <summary>Returns all records. Unique ones have the cache-flush bit.</summary>
    public IEnumerable<(DnsRecord Record, bool IsShared)> All()
    {
        yield return (new DnsRecord(Type, new PtrData(Instance), Timing.OtherTtl), true);
        yield return (new DnsRecord(TypeEnumeration, new PtrData(Type), Timing.OtherTtl), true);
        yield return (new DnsRecord(Instance, _service, Timing.HostTtl, CacheFlush: true), false);
        yield return (new DnsRecord(Instance, _text, Timing.OtherTtl, CacheFlush: true), false);
        yield return (new DnsRecord(Instance, NsecData.Of(Instance, DnsType.Txt, DnsType.Srv), Timing.HostTtl, CacheFlush: true), false);
        foreach (var address in Addresses)
        {
            yield return (new DnsRecord(Host, address, Timing.HostTtl, CacheFlush: true), false);
        }

        DnsType[] types = [.. Addresses.Select(address => address.Type).Distinct().Order()];
        yield return (new DnsRecord(Host, NsecData.Of(Host, types), Timing.HostTtl, CacheFlush: true), false);
    }

    // RFC 6335 §5.1, with the underscores of RFC 6763 §7.
    [GeneratedRegex(@"^_(?=.{1,15}\.)[A-Za-z0-9](-?[A-Za-z0-9])*\._(tcp|udp)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();
}
