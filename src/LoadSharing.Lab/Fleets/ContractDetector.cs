using System.Globalization;
using System.Net;
using LoadSharing.Lab.Waiting;

namespace LoadSharing.Lab.Fleets;

/// <summary>Finds out, once, which generation of the peer API the firmware speaks.</summary>
/// <param name="pinned">The generation the user says it must be, or null.</param>
/// <param name="timeouts">The lab's time-outs.</param>
internal sealed class ContractDetector(ApiGeneration? pinned, LabTimeouts timeouts) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = timeouts.Probe };

    /// <summary>What was found out; null before the first station was asked.</summary>
    public ApiGeneration? Found { get; private set; }

    /// <summary>The generation, asked of a station the first time.</summary>
    /// <param name="firmware">Its firmware's HTTP API.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ContractMismatchException">The firmware speaks another generation than the user says it must.</exception>
    /// <exception cref="TimeoutException">The firmware does not answer.</exception>
    public async Task<ApiGeneration> OfAsync(Uri firmware, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Found ??= await AskAsync(firmware, cancellation);
            return pinned is null || pinned == Found
                ? Found
                : throw new ContractMismatchException($"--contract={pinned}: this firmware speaks {Found}. Give --contract={Found}, or test a firmware of {pinned}.");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _turn.Dispose();
        _http.Dispose();
    }

    // facts/firmware.md: GET /loadsharing/status answers 200 from 2026-07 on and is a redirect to the captive portal before.
    private async Task<ApiGeneration> AskAsync(Uri firmware, CancellationToken cancellation)
    {
        var url = new Uri(firmware, "loadsharing/status");
        HttpStatusCode? status = null;
        var asked = await Wait.UntilAsync(
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
                    return string.Create(CultureInfo.InvariantCulture, $"no answer within {timeouts.Probe.TotalSeconds:0.#} s");
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
            null => throw new TimeoutException($"GET {url} was not answered within {asked.Elapsed.TotalSeconds:0.0} s, so the contract is unknown: {asked.Reason}"),
        };
    }
}
