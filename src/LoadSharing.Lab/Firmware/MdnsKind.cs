namespace LoadSharing.Lab.Firmware;

/// <summary>The program that answers mDNS for a native firmware.</summary>
public enum MdnsKind
{
    /// <summary>Avahi, which the firmware reaches over D-Bus.</summary>
    Avahi,

    /// <summary>The firmware: it has a socket on UDP port 5353 of its own.</summary>
    Firmware,
}
