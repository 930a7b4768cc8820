using System.Diagnostics;
using System.Globalization;
using RestSharp;
using RestSharp.Interceptors;

namespace LoadSharing.MSTest.Clients;

/// <summary>HTTP to the firmware of one station: every exchange is in the journal, and a request without an answer fails with what the lab knows.</summary>
internal sealed class FirmwareClient(string station, Uri url, ExchangeJournal journal, StationWatch watch, TestBudget budget) : IDisposable
{
    private readonly RestClient _client = DirectHttp.CreateClient(url, Deadlines.Request);

    /// <summary>Whether something else than its peers may have been changed.</summary>
    public bool HasChangedMoreThanPeers { get; private set; }

    /// <param name="path">Sent as it stands, from the slash on: percent-encoding is the caller's.</param>
    /// <param name="body">The body as sent; null for none (a POST then says <c>Content-Length: 0</c>, without which the firmware never answers).</param>
    /// <exception cref="AssertFailedException">There was no answer; the text says which part of the station ended, or that none did.</exception>
    public async Task<Exchange> SendAsync(Method method, string path, string? body = null, string contentType = Exchange.JsonMediaType)
    {
        HasChangedMoreThanPeers |= method != Method.Get && !PeerApi.Has(path);
        var target = url.GetLeftPart(UriPartial.Authority) + path;
        var request = new RestRequest(path, method) { Interceptors = [new ExactTarget(target)] };
        if (body is not null)
        {
            request.AddStringBody(body, (RestSharp.ContentType)contentType);
        }

        var (number, started) = journal.Begin();
        var verb = method.ToString().ToUpperInvariant();
        var clock = Stopwatch.StartNew();
        var response = await _client.ExecuteAsync(request, budget.Token);
        var elapsed = clock.Elapsed;
        if (response.ResponseStatus != ResponseStatus.Completed)
        {
            var reason = DirectHttp.Reason(response);
            var sent = string.Create(
                CultureInfo.InvariantCulture, $"{verb} {target}{(body is null ? "" : $" {body}")} (request {number}, {elapsed.TotalSeconds:0.000} s: {reason})");
            var before = Exchange.Preceded(journal.LastChanges(station, number, started + elapsed));
            journal.Note(number, started, station, $"{station} {sent}");
            throw budget.Token.IsCancellationRequested ? budget.Over($"{station} {sent}{before}") : await watch.ExplainAsync(station, sent, before);
        }

        var location = response.Headers?.FirstOrDefault(header => string.Equals(header.Name, "Location", StringComparison.OrdinalIgnoreCase))?.Value;
        var exchange = new Exchange(number, station, verb, target, body, response.StatusCode, response.ContentType, location, response.Content ?? "", elapsed)
        {
            Before = () => journal.LastChanges(station, number, started),
            RequestContentType = contentType,
        };
        journal.Answered(started, exchange);
        return exchange;
    }

    public void Dispose() => _client.Dispose();

    // System.Uri rewrites some paths (an undecodable %zz, for one); the contract has an answer for those too.
    private sealed class ExactTarget(string target) : Interceptor
    {
        public override ValueTask BeforeHttpRequest(HttpRequestMessage requestMessage, CancellationToken cancellationToken)
        {
            requestMessage.RequestUri = new Uri(target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            return ValueTask.CompletedTask;
        }
    }
}
