using System.Text.Json;
using LoadSharing.Lab.Processes;

namespace LoadSharing.Lab.Browsing;

/// <summary><c>virtual-station browse</c>, which sends its own queries and uses no Avahi.</summary>
/// <param name="program">The path of <c>virtual-station</c>.</param>
/// <param name="timeouts">The lab's timeouts.</param>
/// <param name="enter">Converts a command to one that runs in a fleet's namespace; null for the machine's network.</param>
internal sealed class VirtualStationBrowser(string program, LabTimeouts timeouts, Func<ProcessCommand, ProcessCommand>? enter = null) : IServiceBrowser
{
    /// <inheritdoc />
    public string Name => "virtual-station browse";

    /// <inheritdoc />
    public async Task<IReadOnlyList<BrowseResult>> BrowseAsync(CancellationToken cancellation)
    {
        var milliseconds = Math.Ceiling(timeouts.Browse.TotalMilliseconds).ToString();
        var command = new ProcessCommand(program, ["browse", "--timeout-ms", milliseconds]) { Environment = RuntimeVariables.NoDiagnostics };
        command = enter?.Invoke(command) ?? command;
        var (output, hasExited) = await BrowserProcess.RunAsync(command, timeouts.BrowserProcess, timeouts, cancellation);
        return hasExited
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<BrowseResult>(line, JsonSerializerOptions.Web)!)]
            : throw new LabException($"{command} did not exit within {timeouts.BrowserProcess.TotalSeconds:0.#} s.");
    }
}
