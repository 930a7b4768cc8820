using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Stations;

/// <summary>The lab's REST API. An error fails the test with the lab's message.</summary>
internal sealed class LabClient
{
    private static readonly ConcurrentDictionary<LabConnection, LabClient> Clients = new();

    // The packets of a long test have several MB: 8 MB of the listener's log at the most.
    private const int MaximumBodyBytes = 16 << 20;

    private readonly RestClient _http;

    private LabClient(LabConnection lab)
    {
        _http = HttpClients.Create(lab.Url, Timeouts.LabCall, DistributedContextPropagator.CreateDefaultPropagator(), MaximumBodyBytes);
        _http.AddDefaultHeader("Authorization", $"Bearer {lab.Token}");
    }

    /// <summary>The client of a lab. A process may run the suite for several labs in turn.</summary>
    public static LabClient Of(LabConnection lab) => Clients.GetOrAdd(lab, connection => new LabClient(connection));

    /// <summary>Returns when all stations of the fleet are ready.</summary>
    public Task<LeaseDocument> LeaseAsync(LeaseRequest lease, CancellationToken cancellation) =>
        SendAsync<LeaseDocument>(new RestRequest(LabRoutes.Leases, Method.Post) { Timeout = Timeouts.Lease }.AddJsonBody(lease), cancellation);

    public Task<LeaseDocument> GetLeaseAsync(string id) => SendAsync<LeaseDocument>(new RestRequest(LabRoutes.Lease).AddUrlSegment("id", id));

    public Task<ReleaseDocument> ReleaseAsync(string id, FleetState state) => SendAsync<ReleaseDocument>(
        new RestRequest(LabRoutes.Lease, Method.Delete).AddUrlSegment("id", id).AddQueryParameter("state", $"{state}".ToLowerInvariant()));

    /// <summary>Browses the fleet's mDNS link.</summary>
    public Task<BrowseDocument> BrowseAsync(string id, CancellationToken cancellation) =>
        SendAsync<BrowseDocument>(new RestRequest(LabRoutes.Services).AddUrlSegment("id", id), cancellation);

    /// <summary>The packets on the fleet's mDNS link since the start of the recording, which the first call causes if nothing did.</summary>
    public Task<PacketsDocument> GetPacketsAsync(string id, CancellationToken cancellation) =>
        SendAsync<PacketsDocument>(new RestRequest(LabRoutes.Packets).AddUrlSegment("id", id), cancellation);

    /// <summary>Splits a fleet into two sides.</summary>
    public Task PartitionAsync(string id, PartitionRequest partition) => AcceptedAsync(OfLease(LabRoutes.Partition, id, Method.Post).AddJsonBody(partition));

    public Task HealPartitionAsync(string id) => AcceptedAsync(OfLease(LabRoutes.Partition, id, Method.Delete));

    /// <summary>Makes the network of a fleet lose and delay packets.</summary>
    public Task ImpairAsync(string id, ImpairmentRequest impairment) => AcceptedAsync(OfLease(LabRoutes.Impairment, id, Method.Post).AddJsonBody(impairment));

    public Task HealNetworkAsync(string id) => AcceptedAsync(OfLease(LabRoutes.Impairment, id, Method.Delete));

    /// <summary>Restarts the firmware in its state directory; returns when it is ready.</summary>
    public Task<StationDocument> RestartAsync(string station, RestartRequest restart, CancellationToken cancellation) =>
        SendAsync<StationDocument>(OfStation(LabRoutes.Restart, station).AddJsonBody(restart), cancellation);

    public Task<StationDocument> StopAsync(string station, StopRequest stop, CancellationToken cancellation) =>
        SendAsync<StationDocument>(OfStation(LabRoutes.Stop, station).AddJsonBody(stop), cancellation);

    /// <summary>Returns when the firmware is ready.</summary>
    public Task<StationDocument> StartAsync(string station, StartRequest start, CancellationToken cancellation) =>
        SendAsync<StationDocument>(OfStation(LabRoutes.Start, station).AddJsonBody(start), cancellation);

    /// <summary>Copies the firmware's state.</summary>
    public Task<StationDocument> BackUpAsync(string station, CancellationToken cancellation) =>
        SendAsync<StationDocument>(OfStation(LabRoutes.Backup, station), cancellation);

    /// <summary>Returns when the firmware neither answers nor acts any more.</summary>
    public Task<StationDocument> FreezeAsync(string station, CancellationToken cancellation) =>
        SendAsync<StationDocument>(OfStation(LabRoutes.Freeze, station), cancellation);

    public Task<StationDocument> ThawAsync(string station, CancellationToken cancellation) =>
        SendAsync<StationDocument>(OfStation(LabRoutes.Thaw, station), cancellation);

    /// <summary>Causes a fault of the serial line.</summary>
    public Task<StationDocument> SetSerialFaultAsync(string station, SerialFaultRequest fault, CancellationToken cancellation) =>
        SendAsync<StationDocument>(OfStation(LabRoutes.Serial, station).AddJsonBody(fault), cancellation);

    public Task<StationDocument> HealSerialAsync(string station, CancellationToken cancellation) =>
        SendAsync<StationDocument>(new RestRequest(LabRoutes.Serial, Method.Delete).AddUrlSegment("name", station), cancellation);

    /// <summary>The log of a component so far; null if the station has no such component.</summary>
    public async Task<string?> GetLogAsync(string station, ComponentKind component)
    {
        var request = new RestRequest(LabRoutes.Log).AddUrlSegment("name", station).AddUrlSegment("component", $"{component}".ToLowerInvariant());
        var response = await ExecuteAsync(request, CancellationToken.None);
        return response.StatusCode == HttpStatusCode.NotFound ? null : Accepted(request, response).Content ?? "";
    }

    /// <summary>The file in which a firmware saves its peers.</summary>
    public async Task<string> GetSavedPeersAsync(string station, CancellationToken cancellation)
    {
        var request = new RestRequest(LabRoutes.SavedPeers).AddUrlSegment("name", station);
        return Accepted(request, await ExecuteAsync(request, cancellation)).Content ?? "";
    }

    public Task ReportAsync(TestEvent report) => PostAsync(LabRoutes.Tests, report);

    public Task MeasureAsync(StageMeasurement measurement) => PostAsync(LabRoutes.Measurements, measurement);

    private static RestRequest OfStation(string route, string station) => new RestRequest(route, Method.Post).AddUrlSegment("name", station);

    private static RestRequest OfLease(string route, string id, Method method) => new RestRequest(route, method).AddUrlSegment("id", id);

    private Task PostAsync<T>(string route, T body)
        where T : class => AcceptedAsync(new RestRequest(route, Method.Post).AddJsonBody(body));

    private async Task AcceptedAsync(RestRequest request) => Accepted(request, await ExecuteAsync(request, CancellationToken.None));

    private async Task<T> SendAsync<T>(RestRequest request, CancellationToken cancellation = default)
    {
        var response = Accepted(request, await ExecuteAsync(request, cancellation));
        return JsonSerializer.Deserialize<T>(response.Content!, JsonSerializerOptions.Web)
            ?? throw new NoAnswerException($"{Describe(request)} answered null instead of a {typeof(T).Name}.");
    }

    private async Task<RestResponse> ExecuteAsync(RestRequest request, CancellationToken cancellation)
    {
        var response = await _http.ExecuteAsync(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return response.ResponseStatus == ResponseStatus.Completed
            ? response
            : throw new NoAnswerException($"{Describe(request)} was not answered: {HttpClients.Reason(response)}");
    }

    private RestResponse Accepted(RestRequest request, RestResponse response) => response.IsSuccessStatusCode
        ? response
        : throw new NoAnswerException($"{Detail(response)}{Environment.NewLine}{Describe(request)} answered {(int)response.StatusCode}.");

    private string Describe(RestRequest request) => $"The lab's {request.Method.ToString().ToUpperInvariant()} {_http.BuildUri(request)}";

    // Problem details (RFC 9457). The detail names the station, the component and its exit status.
    private static string? Detail(RestResponse response)
    {
        try
        {
            var problem = JsonElement.Parse(response.Content ?? "");
            return problem.TryGetProperty("detail", out var detail) || problem.TryGetProperty("title", out detail) ? detail.GetString() : response.Content;
        }
        catch (JsonException)
        {
            // Not the lab's own error document.
            return response.Content;
        }
    }
}
