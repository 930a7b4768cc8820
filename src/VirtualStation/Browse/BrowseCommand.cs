using System.Text;
using MulticastDns;
using VirtualStation.CommandLine;
using VirtualStation.Firmware.Discovery;

namespace VirtualStation.Browse;

/// <summary>
/// <c>virtual-station browse</c>: lists the OpenEVSE services that multicast DNS finds on the network of the process. The lab runs it for real
/// stations on machines without another mDNS browser.
/// </summary>
internal static class BrowseCommand
{
    public const string Name = "browse";
    public const string Summary = "Browses for stations once, and prints each service found as a line of JSON.";

    private static readonly CommandOption MdnsLink = new(
        "--mdns-link", "GROUP:PORT[@INTERFACE]", "The multicast link to browse; without it 224.0.0.251:5353 on loopback and each multicast interface.");

    private static readonly CommandOption BrowseTimeout = new("--timeout-ms", "MS", "How long to wait for responses.", Default: "1500");
    private static readonly CommandOption[] Options = [MdnsLink, BrowseTimeout, CommandOption.Help];

    /// <summary>Browses until the timeout, and prints the services.</summary>
    /// <exception cref="StationException">An option is invalid, or no link can be browsed.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, CommandEnvironment environment)
    {
        var arguments = Arguments.Parse(Name, Options, args, environment.GetVariable);
        if (arguments.Has(CommandOption.Help))
        {
            await environment.Output.WriteAsync(HelpText.Render(Name, Summary, Options));
            return;
        }

        var timeout = TimeSpan.FromMilliseconds(arguments.Integer(BrowseTimeout, 1, 3_600_000));
        var browsing = Task.WhenAll(Links(arguments).Select(link => BrowseAsync(link, timeout, environment.Lifecycle.Stopping)));
        await ((Task)browsing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (browsing.IsCanceled)
        {
            return;
        }

        var results = await browsing;
        if (Array.TrueForAll(results, result => result.Error is not null))
        {
            throw new StationException(ExitCode.Failure, string.Join(' ', results.Select(result => result.Error)));
        }

        foreach (var error in results.Select(result => result.Error).OfType<string>())
        {
            await Console.Error.WriteLineAsync($"virtual-station: {error}");
        }

        // A responder on several interfaces answers on each.
        foreach (var line in results.SelectMany(result => result.Lines).Distinct())
        {
            await environment.Output.WriteLineAsync(line);
        }
    }

    private static IReadOnlyList<MulticastLink> Links(Arguments arguments) =>
        arguments.Text(MdnsLink) is null ? MulticastLink.OnAllInterfaces() : [arguments.Link(MdnsLink)];

    // A set of lines rather than a dictionary by instance name: two stations that publish one name are two services.
    private static async Task<(IReadOnlyCollection<string> Lines, string? Error)> BrowseAsync(
        MulticastLink link, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var lines = new HashSet<string>();
        await using var node = new MulticastDnsNode(link);
        try
        {
            await node.StartAsync(cancellationToken);
            await foreach (var instance in node.BrowseAsync(MulticastStationBrowser.ServiceType, timeout, cancellationToken))
            {
                lines.Add(ToJson(instance));
            }

            return (lines, null);
        }
        catch (InvalidOperationException failure)
        {
            return (lines, failure.Message);
        }
    }

    private static string ToJson(ServiceInstance instance) => Encoding.UTF8.GetString(JsonText.WriteObject(json =>
    {
        json.WriteString("instance", instance.Instance);
        json.WriteString("target", instance.HostName);
        json.WriteNumber("port", instance.Port);
        json.WriteStartObject("text");
        foreach (var (key, value) in instance.Text.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }).Span);
}
