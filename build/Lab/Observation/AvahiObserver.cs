using System.Diagnostics;
using System.Globalization;
using System.Text;
using Build.Lab.Processes;

namespace Build.Lab.Observation;

/// <summary><c>avahi-browse</c>: asks an Avahi.</summary>
/// <param name="patience">How long it may resolve; what it has not resolved by then has said goodbye, or does not answer.</param>
/// <param name="inside">Puts the command into the network whose Avahi is asked; null for the machine's.</param>
internal sealed class AvahiObserver(TimeSpan patience, Func<ProcessCommand, ProcessCommand>? inside = null) : IServiceObserver
{
    // =;interface;protocol;name;type;domain;host;address;port;"key=value" …  (avahi-browse(1), --parsable)
    private const int NameColumn = 3;
    private const int HostColumn = 6;
    private const int PortColumn = 8;
    private const int TextColumn = 9;

    /// <inheritdoc />
    public string Name => "avahi-browse";

    /// <inheritdoc />
    public async Task<IReadOnlyList<SeenService>> LookAsync(string link, CancellationToken cancellation)
    {
        var command = new ProcessCommand("avahi-browse", ["--resolve", "--parsable", "--terminate", "--no-db-lookup", IServiceObserver.ServiceType]);
        command = inside?.Invoke(command) ?? command;
        var start = new ProcessStartInfo(command.Program, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("avahi-browse was not started.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        var output = new StringBuilder();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                output.Append(line).Append('\n');
            }

            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? Parse(output.ToString())
                : throw new InvalidOperationException($"avahi-browse ended with exit code {process.ExitCode.ToString(CultureInfo.InvariantCulture)}: {(await errors).Trim()}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Parse(output.ToString());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Reads the parsable output: one service a name, however many interfaces and protocols show it.</summary>
    internal static IReadOnlyList<SeenService> Parse(string output) =>
    [
        .. output.Split('\n')
            .Select(line => line.Split(';', TextColumn + 1))
            .Where(columns => columns.Length > PortColumn && columns[0] == "=")
            .Select(columns => new SeenService(
                Unescape(columns[NameColumn]),
                Unescape(columns[HostColumn]) is var host && host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) ? host[..^".local".Length] : Unescape(columns[HostColumn]),
                int.Parse(columns[PortColumn], CultureInfo.InvariantCulture),
                Text(columns.Length > TextColumn ? columns[TextColumn] : "")))
            .DistinctBy(service => service.Instance),
    ];

    private static Dictionary<string, string> Text(string column) => column
        .Split('"', StringSplitOptions.RemoveEmptyEntries)
        .Where(entry => entry.Trim().Length > 0)
        .Select(entry => entry.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair.Length > 1 ? pair[1] : "");

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
