using System.Diagnostics;
using System.Text.Json;

namespace LoadSharing.Lab.Stations;

/// <content>Requests to the APIs of the station for the live page. Each has a connection of its own, so that the page leaves none open.</content>
internal sealed partial class Station
{
    private static readonly TimeSpan ViewInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _viewing = new();
    private Task _reading = Task.CompletedTask;
    private long? _readingBegan;
    private volatile StationView? _view;

    /// <summary>The last values of the station; none before <see cref="RefreshViewAsync"/>.</summary>
    internal StationView View => _view ?? new StationView(Name);

    /// <summary>
    /// Requests new values, unless requests are in flight or began less than a second ago. The task completes with those requests and does not fail: a
    /// value that the station does not return is null.
    /// </summary>
    internal Task RefreshViewAsync()
    {
        lock (_viewing)
        {
            if (_reading.IsCompleted && (_readingBegan is not { } began || Stopwatch.GetElapsedTime(began) >= ViewInterval))
            {
                _readingBegan = Stopwatch.GetTimestamp();
                _reading = ReadViewAsync();
            }

            return _reading;
        }
    }

    /// <summary>Triggers a discovery of the firmware.</summary>
    /// <exception cref="LabException">The firmware does not answer, or refuses.</exception>
    internal Task DiscoverAsync(CancellationToken cancellation) => PostAsync(new Uri(FirmwareUrl, "loadsharing/discover"), cancellation);

    /// <summary>Connects the car of the emulator.</summary>
    /// <exception cref="LabException">The emulator does not answer, or refuses.</exception>
    internal Task ConnectCarAsync(CancellationToken cancellation) => PostAsync(new Uri(EmulatorUrl, "api/ev/connect"), cancellation);

    /// <summary>Makes the connected car request current.</summary>
    /// <exception cref="LabException">The emulator does not answer, or refuses.</exception>
    internal Task RequestChargeAsync(CancellationToken cancellation) => PostAsync(new Uri(EmulatorUrl, "api/ev/request_charge"), cancellation);

    private async Task ReadViewAsync()
    {
        var (firmware, emulator) = (State == StationState.Ready ? FirmwareUrl : null, Emulator is null ? null : EmulatorUrl);
        var answers = await Task.WhenAll(
            GetAsync(firmware, "loadsharing/peers"), GetAsync(firmware, "loadsharing/status"), GetAsync(emulator, "api/evse/status"));
        _view = StationAnswers.Read(Name, answers[0], answers[1], answers[2]);
    }

    private async Task<JsonElement?> GetAsync(Uri? api, string path)
    {
        if (api is null)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(components.Timeouts.Probe);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api, path)) { Headers = { ConnectionClose = true } };
            using var response = await components.Http.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode ? JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(limit.Token)) : null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException or ObjectDisposedException)
        {
            // It is being stopped, is frozen, or is hostile; or the lab has stopped. The page shows no value.
            return null;
        }
    }

    private async Task PostAsync(Uri url, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(components.Timeouts.Probe);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent([]), Headers = { ConnectionClose = true } };
            using var response = await components.Http.SendAsync(request, limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new LabException($"{Name}: POST {url} returned {(int)response.StatusCode}.");
            }
        }
        catch (HttpRequestException error)
        {
            throw new LabException($"{Name}: POST {url} had no answer: {error.Message}. The state of the station is {State}.", error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LabException(
                $"{Name}: POST {url} had no answer within {components.Timeouts.Probe.TotalSeconds:0.#} s. The state of the station is {State}.");
        }
    }
}
