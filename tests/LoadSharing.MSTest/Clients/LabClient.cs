using System.Collections.Concurrent;
using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Clients;

/// <summary>The lab's API: fleets, stations, progress. An error of the lab fails the test with the lab's own words.</summary>
internal sealed class LabClient
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly ConcurrentDictionary<LabConnection, LabClient> Clients = new();

    private readonly RestClient _client;

    private LabClient(LabConnection connection)
    {
        _client = DirectHttp.CreateClient(connection.Url, Deadlines.LabCall);
        _client.AddDefaultHeader("Authorization", $"Bearer {connection.Token}");
    }

    /// <summary>The client of a lab, for all tests: one process can run the suite against one lab after another.</summary>
    public static LabClient Of(LabConnection lab) => Clients.GetOrAdd(lab, connection => new LabClient(connection));

    /// <summary>Leases a fleet of stations that see exactly each other; returns when all are ready.</summary>
    /// <param name="usedWillDo">Whether stations that an earlier test has given back as good as new will do.</param>
    public Task<LeaseDocument> LeaseAsync(int size, string test, bool usedWillDo, CancellationToken cancellation) => SendAsync<LeaseDocument>(
        new RestRequest(LabRoutes.Leases, Method.Post) { Timeout = Deadlines.Lease }.AddJsonBody(new { size, test, fresh = !usedWillDo }), cancellation);

    public Task<LeaseDocument> GetFleetAsync(string id, CancellationToken cancellation) =>
        SendAsync<LeaseDocument>(new RestRequest(LabRoutes.Lease).AddUrlSegment("id", id), cancellation);

    /// <summary>What an observer that is no firmware sees on the fleet's mDNS link, asked anew.</summary>
    public Task<BrowseDocument> ObserveAsync(string id, CancellationToken cancellation) =>
        SendAsync<BrowseDocument>(new RestRequest(LabRoutes.Services).AddUrlSegment("id", id), cancellation);

    public Task<ReleaseDocument> GiveBackAsync(string id, FleetState how, CancellationToken cancellation)
    {
        var name = how switch
        {
            FleetState.Dirty => "dirty",
            FleetState.Clean => "clean",
            FleetState.Failed => "failed",
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, "not a way the lab knows"),
        };
        return SendAsync<ReleaseDocument>(
            new RestRequest(LabRoutes.Lease, Method.Delete).AddUrlSegment("id", id).AddQueryParameter("state", name), cancellation);
    }

    /// <summary>Ends the firmware and starts it again in the same state directory; returns when it is ready.</summary>
    /// <param name="hostname">The host name it has from then on; null for the one it has.</param>
    public Task<StationDocument> RestartAsync(string station, ProcessSignal signal, string? hostname, CancellationToken cancellation) =>
        SendAsync<StationDocument>(StationRequest(station, "restart").AddJsonBody(new { signal = Name(signal), hostname }), cancellation);

    public Task<StationDocument> StopAsync(string station, ProcessSignal signal, CancellationToken cancellation) =>
        SendAsync<StationDocument>(StationRequest(station, "stop").AddJsonBody(new { signal = Name(signal) }), cancellation);

    public Task<StationDocument> StartAsync(string station, CancellationToken cancellation) =>
        SendAsync<StationDocument>(StationRequest(station, "start"), cancellation);

    /// <summary>The log of one part so far; null where the station has no such part.</summary>
    public async Task<string?> GetLogAsync(string station, ComponentKind part, CancellationToken cancellation)
    {
        var request = new RestRequest(LabRoutes.Log).AddUrlSegment("name", station).AddUrlSegment("component", Lower(part));
        var response = await ExecuteAsync(request, cancellation);
        return response.StatusCode == HttpStatusCode.NotFound ? null : Accepted(request, response).Content ?? "";
    }

    /// <summary>Tells the lab how far a test is, so that the console can show it.</summary>
    /// <param name="message">The first line of a failure; null otherwise.</param>
    public async Task ReportAsync(string test, TestState state, string? message, CancellationToken cancellation)
    {
        var request = new RestRequest("/tests", Method.Post).AddJsonBody(new { test, state = Lower(state), message });
        Accepted(request, await ExecuteAsync(request, cancellation));
    }

    /// <summary>Tells the lab how long something took that only a test can see.</summary>
    public async Task MeasuredAsync(string stage, TimeSpan time, CancellationToken cancellation)
    {
        var request = new RestRequest("/measurements", Method.Post).AddJsonBody(new { stage, seconds = time.TotalSeconds });
        Accepted(request, await ExecuteAsync(request, cancellation));
    }

    private static string Name(ProcessSignal signal) => signal switch
    {
        ProcessSignal.Terminate => "SIGTERM",
        ProcessSignal.Kill => "SIGKILL",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "not a signal the lab knows"),
    };

    private static RestRequest StationRequest(string station, string action) =>
        new RestRequest($"/stations/{{name}}/{action}", Method.Post).AddUrlSegment("name", station);

    private static string Lower<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private async Task<T> SendAsync<T>(RestRequest request, CancellationToken cancellation)
    {
        var response = Accepted(request, await ExecuteAsync(request, cancellation));
        try
        {
            return JsonSerializer.Deserialize<T>(response.Content ?? "", Strict) ?? throw new JsonException("it is null");
        }
        catch (JsonException exception)
        {
            throw new AssertFailedException($"{Describe(request)} was answered with no {typeof(T).Name} ({exception.Message}): {response.Content}", exception);
        }
    }

    private async Task<RestResponse> ExecuteAsync(RestRequest request, CancellationToken cancellation)
    {
        var response = await _client.ExecuteAsync(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return response.ResponseStatus == ResponseStatus.Completed
            ? response
            : throw new AssertFailedException($"{Describe(request)} got no answer: {DirectHttp.Reason(response)}", response.ErrorException!);
    }

    private RestResponse Accepted(RestRequest request, RestResponse response) =>
        response.IsSuccessStatusCode ? response : throw new AssertFailedException(Refused(request, response));

    private string Describe(RestRequest request) => $"The lab's {request.Method.ToString().ToUpperInvariant()} {_client.BuildUri(request)}";

    // The lab's own words first: they name the station, the part and its end.
    private string Refused(RestRequest request, RestResponse response)
    {
        var call = $"{Describe(request)} was answered {(int)response.StatusCode}";
        try
        {
            return JsonSerializer.Deserialize<ProblemDocument>(response.Content ?? "", JsonSerializerOptions.Web) switch
            {
                { Detail: { } detail } problem => $"{detail}{Environment.NewLine}{call} {problem.Title}",
                { Title: { } title } => $"{call} {title}",
                _ => $"{call} {response.Content}",
            };
        }
        catch (JsonException)
        {
            // Not the lab's own error document: shown as it came.
            return $"{call} {response.Content}";
        }
    }
}
