using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary>Chooses a browser for the mDNS links of real stations: one that shares no code with the virtual stations, where there is one.</summary>
internal static class MachineBrowser
{
    /// <summary>
    /// A browser of this machine's own link: Makaretu.Dns.Multicast, and a program because Makaretu ignores the loopback interface while another one is up
    /// and needs a route to 224.0.0.251.
    /// </summary>
    public static IServiceBrowser Create(string virtualStation, LabTimeouts timeouts) =>
        new CombinedBrowser(new MakaretuBrowser(timeouts.Look), OfProgram(virtualStation, timeouts));

    /// <summary>A browser that is a program and can therefore run in a fleet's namespace: <c>avahi-browse</c>, else <c>virtual-station browse</c>.</summary>
    /// <param name="virtualStation">The <c>virtual-station</c> program.</param>
    /// <param name="timeouts">The lab's timeouts.</param>
    /// <param name="inside">Moves a command into a fleet's namespace; null for the machine's own link.</param>
    public static IServiceBrowser OfProgram(string virtualStation, LabTimeouts timeouts, Func<ProcessCommand, ProcessCommand>? inside = null) =>
        SearchPath.Find(AvahiBrowser.Program).Any() ? new AvahiBrowser(timeouts, inside) : new OwnBrowser(virtualStation, timeouts, inside);
}
