using System.Globalization;
using System.Text.Json;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary>
/// <c>virtual-station browse</c>, our own browser as a program: it asks the network it is run in, past every Avahi.
/// </summary>
/// <param name="program">The <c>virtual-station</c> program.</param>
/// <param name="timeouts">How long one look lasts, and may take with its start and end.</param>
/// <param name="inside">Puts the command into the network that is looked at; null for the machine's.</param>
internal sealed class OwnBrowser(string program, LabTimeouts timeouts, Func<ProcessCommand, ProcessCommand>? inside = null) : IServiceBrowser
{
    /// <inheritdoc />
    public string Name => IServiceBrowser.Own;

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation)
    {
        var milliseconds = Math.Ceiling(timeouts.Look.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var command = new ProcessCommand(program, ["browse", "--timeout-ms", milliseconds]) { Environment = RuntimeVariables.NoDiagnostics };
        command = inside?.Invoke(command) ?? command;
        var (output, hasEnded) = await BrowserProcess.RunAsync(command, timeouts.OwnLook, timeouts, cancellation);
        return hasEnded
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<BrowseResult>(line, JsonSerializerOptions.Web)!)]
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{command} has not ended within {timeouts.OwnLook.TotalSeconds:0.#} s."));
    }
}
