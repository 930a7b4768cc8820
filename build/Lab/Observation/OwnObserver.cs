using System.Globalization;
using System.Text.Json;
using Build.Lab.Hosting;
using Build.Lab.Processes;

namespace Build.Lab.Observation;

/// <summary>
/// <c>virtual-station browse</c>, our own browser as a program: it asks the network it is run in, past every Avahi.
/// </summary>
/// <param name="patience">How long one look lasts: as long as answers may be held back, twice.</param>
/// <param name="limit">How long start, look and end may take together.</param>
/// <param name="inside">Puts the command into the network that is looked at; null for the machine's.</param>
internal sealed class OwnObserver(TimeSpan patience, TimeSpan limit, Func<ProcessCommand, ProcessCommand>? inside = null) : IServiceObserver
{
    /// <inheritdoc />
    public string Name => IServiceObserver.Own;

    /// <inheritdoc />
    public async Task<IReadOnlyList<SeenService>> LookAsync(CancellationToken cancellation)
    {
        var milliseconds = Math.Ceiling(patience.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var command = new ProcessCommand(Repository.VirtualStation, ["browse", "--patience-ms", milliseconds]) { Environment = VirtualProgram.Variables };
        command = inside?.Invoke(command) ?? command;
        var (output, hasEnded) = await Browser.RunAsync(command, limit, cancellation);
        return hasEnded
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<SeenService>(line, JsonSerializerOptions.Web)!)]
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{command} has not ended within {limit.TotalSeconds:0.#} s."));
    }
}
