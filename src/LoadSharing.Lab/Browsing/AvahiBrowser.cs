using System.Globalization;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary><c>avahi-browse</c>. A service that it does not resolve in time has sent a goodbye or does not answer.</summary>
/// <param name="timeouts">The lab's timeouts.</param>
/// <param name="enter">Converts a command to one that runs in a fleet's namespace; null for the machine's network.</param>
internal sealed class AvahiBrowser(LabTimeouts timeouts, Func<ProcessCommand, ProcessCommand>? enter = null) : IServiceBrowser
{
    public const string Program = "avahi-browse";

    private const string LocalDomain = ".local";

    // =;interface;protocol;name;type;domain;host;address;port;"key=value" …  (avahi-browse(1), --parsable)
    private const int NameColumn = 3;
    private const int HostColumn = 6;
    private const int PortColumn = 8;
    private const int TextColumn = 9;

    /// <inheritdoc />
    public string Name => Program;

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation)
    {
        var command = new ProcessCommand(Program, ["--resolve", "--parsable", "--terminate", "--no-db-lookup", IServiceBrowser.ServiceType]);
        return Parse((await BrowserProcess.RunAsync(enter?.Invoke(command) ?? command, timeouts.AvahiBrowse, timeouts, cancellation)).Output);
    }

    /// <summary>Parses the parsable output. A service on several interfaces and protocols is one result.</summary>
    internal static IReadOnlyList<BrowseResult> Parse(string output) =>
    [
        .. output.Split('\n')
            .Select(line => line.Split(';', TextColumn + 1))
            .Where(columns => columns.Length > PortColumn && columns[0] == "=")
            .Select(columns => new BrowseResult(
                Unescape(columns[NameColumn]),
                WithoutDomain(Unescape(columns[HostColumn])),
                int.Parse(columns[PortColumn]),
                ParseText(columns.Length > TextColumn ? columns[TextColumn] : "")))
            .Distinct(),
    ];

    private static string WithoutDomain(string host) => host.EndsWith(LocalDomain, StringComparison.OrdinalIgnoreCase) ? host[..^LocalDomain.Length] : host;

    // avahi-browse prints the entries in reverse order.
    private static IReadOnlyDictionary<string, string> ParseText(string column) =>
        TextRecord.Parse(column.Split('"', StringSplitOptions.RemoveEmptyEntries).Where(entry => entry.Trim().Length > 0).Reverse());

    // avahi-browse escapes bytes as \ and three decimal digits, and some characters as \ and the character.
    private static string Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
            else if (i + 3 < text.Length && byte.TryParse(text.AsSpan(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                i += 3;
            }
            else if (++i < text.Length)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
