using System.Net;
using LoadSharing.Lab.Stations;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Fleets;

/// <summary>Detects the API generation of the firmware under test, once.</summary>
/// <param name="required">The generation that the firmware must have; null to accept any known one.</param>
/// <param name="timeouts">The lab's timeouts.</param>
public sealed class GenerationDetector(ApiGeneration? required, LabTimeouts timeouts) : IDisposable
{
    private readonly AsyncLock _detecting = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = timeouts.Probe };

    /// <summary>The detected generation; null before the first detection.</summary>
    public ApiGeneration? Detected { get; private set; }

    /// <summary>Whether the firmware has another generation than the required one.</summary>
    public bool IsMismatch => required is not null && Detected is not null && Detected != required;

    /// <summary>The subject of the tests, for reports: the kind of stations, and the generation if it is detected.</summary>
    public string Describe(StationKind kind) => Detected is null ? kind.Description : $"{kind.Description}, contract {Detected}";

    /// <summary>Returns the generation. The first call detects it.</summary>
    /// <param name="firmware">The HTTP API of a firmware.</param>
    /// <param name="cancellation">Cancels the detection.</param>
    /// <exception cref="LabException">The firmware has another generation than the required one, or does not answer.</exception>
    public Task<ApiGeneration> DetectAsync(Uri firmware, CancellationToken cancellation) => _detecting.RunAsync(
        async () =>
        {
            Detected ??= await ProbeAsync(firmware, cancellation);
            return IsMismatch
                ? throw new LabException(
                    $"The contract {required} is required, but this firmware has {Detected}. Require {Detected}, or test a firmware of {required}.")
                : Detected;
        },
        cancellation);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    // GET /loadsharing/status returns 200 since 2026-07. Before, the firmware redirects it to the captive portal.
    private async Task<ApiGeneration> ProbeAsync(Uri firmware, CancellationToken cancellation)
    {
        var url = new Uri(firmware, "loadsharing/status");
        HttpStatusCode? status = null;
        var result = await Wait.UntilAsync(
            async token =>
            {
                try
                {
                    using var response = await _http.GetAsync(url, token);
                    status = response.StatusCode;
                    return null;
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
            Task.Delay(Timeout.Infinite, cancellation),
            timeouts.FirmwareReady,
            timeouts.ProbeInterval,
            cancellation);
        return status switch
        {
            HttpStatusCode.OK => ApiGeneration.July2026,
            not null => ApiGeneration.February2026,
            null => throw new LabException(
                $"The API generation is unknown: GET {url} had no response within {result.Elapsed.TotalSeconds:0.0} s. Last result: {result.Reason}"),
        };
    }
}
