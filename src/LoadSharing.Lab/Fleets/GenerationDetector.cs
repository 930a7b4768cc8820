using System.Text;
using System.Text.Json;
using LoadSharing.Lab.Components;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Waiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LoadSharing.Lab.Fleets;

/// <summary>Detects the API generation of the firmware under test, once, by the fields of a row of its peer list.</summary>
/// <param name="required">The generation that the firmware must have; null to accept any known one.</param>
/// <param name="timeouts">The lab's timeouts.</param>
/// <param name="logger">Receives the verdict on a firmware that has no known generation.</param>
public sealed class GenerationDetector(ApiGeneration? required, LabTimeouts timeouts, ILogger? logger = null) : IDisposable
{
    private readonly AsyncLock _detecting = new();
    private readonly ILogger _logger = logger ?? NullLogger.Instance;
    private readonly HttpClient _http = StationHttpClient.Create(timeouts.Probe);
    private GenerationMatch? _match;

    /// <summary>The detected generation, or the nearest one to an unknown one; null before the first detection.</summary>
    public ApiGeneration? Detected => _match?.Nearest;

    /// <summary>Whether the firmware has another generation than the required one.</summary>
    public bool IsMismatch => required is not null && Detected is not null && Detected != required;

    /// <summary>The verdict on a firmware that has no known generation, as a sentence; null if it has one.</summary>
    public string? Unknown => _match is { IsUnknown: true }
        ? $"The firmware's API generation is unknown. The nearest is {Detected}, but {_match.Difference}. The tests assert {Detected}."
        : null;

    /// <summary>A detector that knows the generation without a request. A mutant may have the rows of another one.</summary>
    public static GenerationDetector Of(ApiGeneration known, LabTimeouts timeouts) => new(known, timeouts) { _match = new GenerationMatch(known, null) };

    /// <summary>The subject of the tests, for reports: the kind of stations, and the generation if it is detected.</summary>
    public string Describe(StationKind kind) => (_match, Unknown) switch
    {
        (null, _) => kind.Description,
        (_, null) => $"{kind.Description}, contract {Detected}",
        _ => $"{kind.Description}, unknown contract near {Detected}",
    };

    /// <summary>Returns the generation. The first call detects it.</summary>
    /// <param name="firmware">The HTTP API of a firmware.</param>
    /// <param name="cancellation">Cancels the detection.</param>
    /// <exception cref="LabException">The firmware has another generation than the required one, or lists no peers.</exception>
    public Task<ApiGeneration> DetectAsync(Uri firmware, CancellationToken cancellation) => _detecting.RunAsync(
        async () =>
        {
            if (_match is null)
            {
                _match = await ProbeAsync(new Uri(firmware, "loadsharing/peers"), cancellation);
                if (Unknown is { } verdict)
                {
                    _logger.LogWarning("{Verdict}", verdict);
                }
            }

            return IsMismatch
                ? throw new LabException(
                    $"The contract {required} is required, but this firmware has {Detected}. Require {Detected}, or test a firmware of {required}.")
                : _match.Nearest;
        },
        cancellation);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<GenerationMatch> ProbeAsync(Uri url, CancellationToken cancellation)
    {
        HttpResponseMessage? response = null;
        var result = await Wait.UntilAsync(
            async token =>
            {
                try
                {
                    response = await _http.GetAsync(url, token);
                    return null;
                }
                catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
                {
                    throw new LabException(
                        $"The API generation is unknown: GET {url} must return 200 with an array of objects. "
                        + $"It returned more than {StationHttpClient.MaximumBytes >> 20} MB.",
                        error);
                }
                catch (HttpRequestException error)
                {
                    return error.Message;
                }
                catch (TaskCanceledException) when (!token.IsCancellationRequested)
                {
                    return $"no response within {timeouts.Probe.TotalSeconds:0.#} s";
                }
            },
            exited: null,
            timeouts.FirmwareReady,
            timeouts.ProbeInterval,
            cancellation);
        using (response)
        {
            return response is null
                ? throw new LabException(
                    $"The API generation is unknown: GET {url} had no response within {result.Elapsed.TotalSeconds:0.0} s. Last result: {result.Reason}")
                : GenerationMatch.Of(Fields(url, response, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation))));
        }
    }

    private static HashSet<string> Fields(Uri url, HttpResponseMessage response, string body)
    {
        const int Shown = 200;
        try
        {
            response.EnsureSuccessStatusCode();
            return [.. JsonElement.Parse(body).EnumerateArray().SelectMany(row => row.EnumerateObject()).Select(field => field.Name)];
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or InvalidOperationException)
        {
            throw new LabException(
                $"The API generation is unknown: GET {url} must return 200 with an array of objects. "
                + $"It returned {(int)response.StatusCode}: {(body.Length <= Shown ? body : $"{body[..Shown]} …")}",
                error);
        }
    }
}
