using System.Globalization;
using System.Text;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary><c>avahi-browse</c>: asks an Avahi.</summary>
/// <param name="timeouts">How long it may resolve; what it has not resolved by then has said goodbye, or does not answer.</param>
/// <param name="inside">Puts the command into the network whose Avahi is asked; null for the machine's.</param>
internal sealed class AvahiBrowser(LabTimeouts timeouts, Func<ProcessCommand, ProcessCommand>? inside = null) : IServiceBrowser
{
    /// <summary>The program.</summary>
    public const string Program = "avahi-browse";

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
        return Parse((await BrowserProcess.RunAsync(inside?.Invoke(command) ?? command, timeouts.AvahiLook, timeouts, cancellation)).Output);
    }

    /// <summary>Reads the parsable output: a service is one, however many interfaces and protocols show it.</summary>
    internal static IReadOnlyList<BrowseResult> Parse(string output) =>
    [
        .. output.Split('\n')
            .Select(line => line.Split(';', TextColumn + 1))
            .Where(columns => columns.Length > PortColumn && columns[0] == "=")
            .Select(columns => new BrowseResult(
                Unescape(columns[NameColumn]),
                Unescape(columns[HostColumn]) is var host && host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) ? host[..^".local".Length] : Unescape(columns[HostColumn]),
                int.Parse(columns[PortColumn], CultureInfo.InvariantCulture),
                Text(columns.Length > TextColumn ? columns[TextColumn] : "")))
            .Distinct(),
    ];

    // It writes the last entry first.
    private static IReadOnlyDictionary<string, string> Text(string column) =>
        TextRecord.Read(column.Split('"', StringSplitOptions.RemoveEmptyEntries).Where(entry => entry.Trim().Length > 0).Reverse());

    // avahi-browse writes a byte it does not like in a name as \ and three decimal digits, other special letters as \ and the letter.
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
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
