using System.Text;
using MulticastDns;
using VirtualStation.CommandLine;
using VirtualStation.Firmware.Discovery;
using VirtualStation.Hosting;

namespace VirtualStation.Browse;

/// <summary>
/// <c>virtual-station browse</c>: who answers to multicast DNS on the network it is run in. No station, so the help does not list it: the lab asks with it
/// for real stations where there is no other browser.
/// </summary>
internal static class BrowseCommand
{
    public const string Name = "browse";
    private const string Summary = "Looks for stations once, and prints each that answers as a line of JSON.";

    private static readonly Option Help = new("--help", null, "This text.") { Alias = "-h" };
    private static readonly Option MdnsLink = new("--mdns-link", "GROUP:PORT[@INTERFACE]", "Where it looks; without it, at multicast DNS proper on loopback and on each interface that carries multicast.");
    private static readonly Option Patience = new("--patience-ms", "MS", "How long it listens for answers.") { Default = "1500" };
    private static readonly Option[] Options = [MdnsLink, Patience, Help];

    /// <summary>Looks, prints and ends.</summary>
    /// <exception cref="StationException">A wrong option, or no interface to ask on.</exception>
    public static async Task RunAsync(IReadOnlyList<string> args, Surroundings around)
    {
        var arguments = Arguments.Parse(Name, Options, args, around.Variable);
        if (arguments.Has(Help))
        {
            await around.Output.WriteAsync(HelpText.Of(Name, Summary, Options));
            return;
        }

        var patience = TimeSpan.FromMilliseconds(arguments.Integer(Patience, 1, 3_600_000));
        var looks = await Task.WhenAll(Links(arguments).Select(link => LookAsync(link, patience, around.Power.Off)));
        if (Array.TrueForAll(looks, look => look.Trouble is not null))
        {
            throw new StationException(ExitCode.Failure, string.Join(' ', looks.Select(look => look.Trouble)));
        }

        foreach (var trouble in looks.Select(look => look.Trouble).OfType<string>())
        {
            await Console.Error.WriteLineAsync($"virtual-station: {trouble}");
        }

        // A responder on several interfaces tells the same on each.
        foreach (var line in looks.SelectMany(look => look.Lines).Distinct())
        {
            await around.Output.WriteLineAsync(line);
        }
    }

    private static IReadOnlyList<MulticastLink> Links(Arguments arguments)
    {
        if (arguments.Text(MdnsLink) is not { } text)
        {
            return MulticastLink.OnAllInterfaces();
        }

        return MulticastLink.TryParse(text, out var link, out var error) ? [link] : throw arguments.Refuse(MdnsLink, text, $"a multicast link. {error}");
    }

    // Two that answer to one name are two services, whichever was heard last.
    private static async Task<(IReadOnlyCollection<string> Lines, string? Trouble)> LookAsync(
        MulticastLink link, TimeSpan patience, CancellationToken cancellationToken)
    {
        var lines = new HashSet<string>();
        await using var node = new MulticastDnsNode(link);
        try
        {
            await node.StartAsync(cancellationToken);
            await foreach (var instance in node.BrowseAsync(MulticastStationBrowser.ServiceType, patience, cancellationToken))
            {
                lines.Add(Line(instance));
            }

            return (lines, null);
        }
        catch (InvalidOperationException failure)
        {
            return (lines, failure.Message);
        }
    }

    private static string Line(ServiceInstance instance) => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("instance", instance.Instance);
        json.WriteString("target", instance.HostName);
        json.WriteNumber("port", instance.Port);
        json.WriteStartObject("text");
        foreach (var (key, value) in instance.Text.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }).Span);
}
