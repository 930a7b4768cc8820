using LoadSharing.Lab.Networks;
namespace Build.Options;

/// <summary>Which network a fleet gets.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Reason">Why that one, for the console.</param>
public sealed record IsolationChoice(IsolationKind Kind, string Reason)
{
    /// <summary>What to do where namespaces can't be made.</summary>
    public const string Remedy =
        "run as root on Linux, or where sudo asks for no password, or give --isolation=host, where fleets of real firmware run one after another";

    /// <summary>Chooses: what was given, else a namespace wherever stations have real firmware and this process may make one.</summary>
    /// <param name="given">What the user gave, or null.</param>
    /// <param name="asGiven">How the user gave it, for the error.</param>
    /// <param name="isVirtualFirmware">Whether stations have this repo's firmware, whose fleets have a multicast link each on every platform.</param>
    /// <param name="obstacle">Why this process can't make a namespace; null if it can.</param>
    /// <param name="bySudo">Whether it can because sudo does it.</param>
    /// <exception cref="CommandLineException">A namespace was asked for and can't be had.</exception>
    public static IsolationChoice Of(IsolationKind? given, string asGiven, bool isVirtualFirmware, string? obstacle, bool bySudo = false) =>
        (given, isVirtualFirmware, obstacle) switch
        {
            (IsolationKind.Namespace, true, _) => new(
                IsolationKind.Link, $"each fleet of virtual firmware has one; {asGiven} changes nothing"),
            (_, true, _) => new(IsolationKind.Link, "each fleet of virtual firmware has one"),
            (IsolationKind.Namespace, _, { } reason) => throw new CommandLineException($"{asGiven}: {reason}; {Remedy}."),
            (IsolationKind.Namespace, _, _) => new(IsolationKind.Namespace, $"as asked for{(bySudo ? ", by sudo" : "")}"),
            (IsolationKind.Host, _, _) => new(IsolationKind.Host, "as asked for: fleets share this machine's mDNS and run one after another"),
            (_, _, { } reason) => new(IsolationKind.Host, $"{reason}: fleets share this machine's mDNS and run one after another"),
            _ => new(IsolationKind.Namespace, $"the default for real firmware where this process may make namespaces{(bySudo ? ", by sudo" : "")}"),
        };

    /// <summary>As it is typed.</summary>
    /// <returns>namespace, host or own multicast link, and why.</returns>
    public override string ToString() => $"{Name}, {Reason}";

    private string Name => Kind switch
    {
        IsolationKind.Namespace => "namespace",
        IsolationKind.Link => "own multicast link",
        _ => "host",
    };
}
