using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary>Selects browsers for the mDNS of real stations: where possible one that shares no code with the virtual stations.</summary>
internal static class Browsers
{
    /// <summary>
    /// A browser of the machine's mDNS. Makaretu.Dns.Multicast ignores the loopback interface if another one is up, and needs a route to 224.0.0.251;
    /// therefore a program browses too.
    /// </summary>
    public static IServiceBrowser OfMachine(string virtualStation, LabTimeouts timeouts) =>
        new CombinedBrowser(new MakaretuBrowser(timeouts.Browse), Program(virtualStation, timeouts));

    /// <summary>
    /// A browser that is a program, so that it can run in a namespace: <c>avahi-browse</c> if it is installed, else <c>virtual-station browse</c>.
    /// </summary>
    /// <param name="virtualStation">The path of <c>virtual-station</c>.</param>
    /// <param name="timeouts">The lab's timeouts.</param>
    /// <param name="enter">Converts a command to one that runs in a fleet's namespace; null for the machine's network.</param>
    /// <param name="hasAvahi">Whether an Avahi runs there, through which <c>avahi-browse</c> browses.</param>
    public static IServiceBrowser Program(
        string virtualStation, LabTimeouts timeouts, Func<ProcessCommand, ProcessCommand>? enter = null, bool hasAvahi = true) =>
        hasAvahi && SearchPath.Find(AvahiBrowser.Program).Any()
            ? new AvahiBrowser(timeouts, enter)
            : new VirtualStationBrowser(virtualStation, timeouts, enter);
}
