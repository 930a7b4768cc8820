using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MulticastDns.Codec;

namespace MulticastDns.Engine;

/// <summary>The names and records that a profile stands for (RFC 6763 §4, §6, §9).</summary>
internal sealed partial class ServiceNames
{
    /// <summary>The name that lists the types on a link (RFC 6763 §9).</summary>
    public static readonly DnsName MetaQuery = DnsName.Local.Prepend("_services", "_dns-sd", "_udp");

    /// <exception cref="ArgumentException">A value of the profile cannot be published; the text says which and why.</exception>
    public ServiceNames(ServiceProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Port is < 1 or > ushort.MaxValue)
        {
            throw new ArgumentException($"The port {profile.Port} of '{profile.Instance}' is not within 1 to 65535.", nameof(profile));
        }

        if (profile.Addresses.Count == 0
            || profile.Addresses.Any(address => address.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)))
        {
            throw new ArgumentException($"'{profile.Instance}' needs at least one address, all IPv4 or IPv6.", nameof(profile));
        }

        if (profile.Instance.Any(char.IsControl))
        {
            throw new ArgumentException($"The instance name '{profile.Instance}' has a control character.", nameof(profile));
        }

        if (profile.HostName.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The host name '{profile.HostName}' is one label without dots; '.local' is added to it.", nameof(profile));
        }

        Type = TypeName(profile.Type);
        Instance = Type.Prepend(profile.Instance);
        Host = DnsName.Local.Prepend(profile.HostName);
        Service = new ServiceData(0, 0, (ushort)profile.Port, Host);
        Text = TextStrings.Encode(profile.Text);
        // A zone index means nothing on the wire.
        Addresses = [.. profile.Addresses.Select(address => new AddressData(new IPAddress(address.GetAddressBytes()))).Distinct()];
    }

    public DnsName Type { get; }

    public DnsName Instance { get; }

    public DnsName Host { get; }

    public IReadOnlyList<AddressData> Addresses { get; }

    private ServiceData Service { get; }

    private TextData Text { get; }

    /// <summary>The name of a type below .local.</summary>
    /// <exception cref="ArgumentException">It is not of the form _name._tcp or _name._udp.</exception>
    public static DnsName TypeName(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return TypeForm().IsMatch(type)
            ? DnsName.Local.Prepend(type.Split('.'))
            : throw new ArgumentException(
                $"'{type}' is not a service type: write _NAME._tcp or _NAME._udp, NAME of 1 to 15 letters, digits and hyphens.", nameof(type));
    }

    /// <summary>What <see cref="ServiceInstance.HostName"/> says of a host.</summary>
    public static string HostText(DnsName host)
    {
        var text = host.ToString();
        return text.EndsWith(".local", StringComparison.OrdinalIgnoreCase) ? text[..^".local".Length] : text + ".";
    }

    /// <summary>All records, those that only this service may have marked for the flush of caches.</summary>
    public IEnumerable<(DnsRecord Record, bool IsShared)> Records()
    {
        yield return (new DnsRecord(Type, new PointerData(Instance), Timing.OtherTtl), true);
        yield return (new DnsRecord(MetaQuery, new PointerData(Type), Timing.OtherTtl), true);
        yield return (new DnsRecord(Instance, Service, Timing.HostTtl, CacheFlush: true), false);
        yield return (new DnsRecord(Instance, Text, Timing.OtherTtl, CacheFlush: true), false);
        yield return (new DnsRecord(Instance, NextSecureData.Of(Instance, DnsType.Txt, DnsType.Srv), Timing.HostTtl, CacheFlush: true), false);
        foreach (var address in Addresses)
        {
            yield return (new DnsRecord(Host, address, Timing.HostTtl, CacheFlush: true), false);
        }

        DnsType[] types = [.. Addresses.Select(address => address.Type).Distinct().Order()];
        yield return (new DnsRecord(Host, NextSecureData.Of(Host, types), Timing.HostTtl, CacheFlush: true), false);
    }

    // RFC 6335 §5.1, with the underscores of RFC 6763 §7.
    [GeneratedRegex(@"^_(?=.{1,15}\.)[A-Za-z0-9](-?[A-Za-z0-9])*\._(tcp|udp)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TypeForm();
}
