using System.Globalization;
using System.Text.Json;
using Build.Lab.Processes;

namespace Build.Lab.Observation;

/// <summary>
/// <c>virtual-station browse</c>, our own browser as a program: it asks the network it is run in, past every Avahi.
/// </summary>
/// <param name="timeouts">How long one look lasts, and may take with its start and end.</param>
/// <param name="inside">Puts the command into the network that is looked at; null for the machine's.</param>
internal sealed class OwnObserver(LabTimeouts timeouts, Func<ProcessCommand, ProcessCommand>? inside = null) : IServiceObserver
{
    /// <inheritdoc />
    public string Name => IServiceObserver.Own;

    /// <inheritdoc />
    public async Task<IReadOnlyList<SeenService>> LookAsync(CancellationToken cancellation)
    {
        var milliseconds = Math.Ceiling(timeouts.Look.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var command = new ProcessCommand(Repository.VirtualStation, ["browse", "--patience-ms", milliseconds]) { Environment = DotNet.WithoutDiagnostics };
        command = inside?.Invoke(command) ?? command;
        var (output, hasEnded) = await Browser.RunAsync(command, timeouts.OwnLook, timeouts, cancellation);
        return hasEnded
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<SeenService>(line, JsonSerializerOptions.Web)!)]
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{command} has not ended within {timeouts.OwnLook.TotalSeconds:0.#} s."));
    }
}
