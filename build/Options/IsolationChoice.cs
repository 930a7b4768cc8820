using Cake.Core;
using LoadSharing.Lab.Networks;

namespace Build.Options;

/// <summary>The network that a fleet gets.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Reason">Why this kind, for the console.</param>
internal sealed record IsolationChoice(IsolationKind Kind, string Reason)
{
    /// <summary>The advice for a machine that does not allow network namespaces.</summary>
    public const string Remedy =
        "Run as root on Linux, or with sudo that asks for no password, or give --isolation=host: fleets with a native firmware then run one at a time.";

    /// <summary>The advice for a firmware that needs a namespace.</summary>
    public const string NamespaceRemedy = "Run as root on Linux, or with sudo that asks for no password, and leave --isolation=host out; or give --mdns=avahi.";

    private const string OneAtATime = "fleets share this machine's mDNS and run one at a time";

    /// <summary>Chooses the network from <c>--isolation</c>, the firmware and the rights of this process.</summary>
    /// <param name="given">The value of <c>--isolation</c>; null if it is not given.</param>
    /// <param name="asGiven">The option or environment variable with its value, for messages.</param>
    /// <param name="isVirtualFirmware">Whether the stations are virtual: those have a multicast link of their own for each fleet on every platform.</param>
    /// <param name="unavailableReason">The reason why this process cannot create network namespaces; null if it can.</param>
    /// <param name="usesSudo">Whether sudo creates them.</param>
    /// <exception cref="CakeException">A namespace was asked for and cannot be created.</exception>
    public static IsolationChoice Of(IsolationKind? given, string asGiven, bool isVirtualFirmware, string? unavailableReason, bool usesSudo = false)
    {
        var sudo = usesSudo ? ", with sudo" : "";
        return (given, isVirtualFirmware, unavailableReason) switch
        {
            (IsolationKind.Namespace, true, _) => new(IsolationKind.Link, $"one per virtual fleet; {asGiven} has no effect"),
            (_, true, _) => new(IsolationKind.Link, "one per virtual fleet"),
            (IsolationKind.Namespace, _, { } reason) => throw new CakeException($"{asGiven}: {reason}. {Remedy}"),
            (IsolationKind.Namespace, _, _) => new(IsolationKind.Namespace, $"as requested{sudo}"),
            (IsolationKind.Host, _, _) => new(IsolationKind.Host, $"as requested: {OneAtATime}"),
            (_, _, { } reason) => new(IsolationKind.Host, $"{reason}: {OneAtATime}"),
            _ => new(IsolationKind.Namespace, $"the default for a native firmware{sudo}"),
        };
    }

    public override string ToString() => $"{Name}, {Reason}";

    private string Name => Kind switch
    {
        IsolationKind.Namespace => "namespace",
        IsolationKind.Link => "own multicast link",
        _ => "host",
    };
}
