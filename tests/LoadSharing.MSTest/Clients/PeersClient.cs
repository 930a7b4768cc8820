using System.Text.Encodings.Web;
using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Clients;

/// <summary>The peer API of one station's firmware, whatever it answers; <see cref="ListAsync"/> insists on the contract.</summary>
/// <param name="firmware">Sends the requests.</param>
/// <param name="contract">What the answers must be.</param>
/// <param name="ignored">Rows that are no test's business, such as those of chargers that are not the lab's.</param>
internal sealed class PeersClient(FirmwareClient firmware, Contract contract, IReadOnlyList<IIgnoredRows> ignored)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task<Exchange> GetAsync() => firmware.SendAsync(Method.Get, PeerApi.Peers);

    /// <summary>The list, read strictly, without the rows that are no test's business.</summary>
    /// <exception cref="AssertFailedException">The answer is not 200, not JSON, or a row is not exactly what the contract says.</exception>
    public async Task<PeerList> ListAsync() => ignored.Aggregate(await ListAllAsync(), (list, rows) => rows.Without(list));

    /// <summary>The list, read strictly, with every row.</summary>
    /// <exception cref="AssertFailedException">The answer is not 200, not JSON, or a row is not exactly what the contract says.</exception>
    public async Task<PeerList> ListAllAsync() => PeerListReader.Read(await GetAsync(), contract);

    public Task<Exchange> AddAsync(string host) => firmware.SendAsync(Method.Post, PeerApi.Peers, JsonSerializer.Serialize(new { host }, Plain));

    /// <summary>
    /// Adds without a word to the other station. Where the contract knows no reciprocal add, any add is one; where it does, the body says
    /// <c>"reciprocal": false</c>. For tests of this station's list alone: the push is asynchronous and reaches a second device.
    /// </summary>
    public Task<Exchange> AddHereOnlyAsync(string host) => contract.HasReciprocal
        ? firmware.SendAsync(Method.Post, PeerApi.Peers, JsonSerializer.Serialize(new { host, reciprocal = false }, Plain))
        : AddAsync(host);

    public Task<Exchange> DeleteAsync(string host) => firmware.SendAsync(Method.Delete, PeerApi.Peer(contract.InPath(host)));

    /// <summary>Starts a discovery; the answer comes at once, the result appears in the list later.</summary>
    public Task<Exchange> DiscoverAsync() => firmware.SendAsync(Method.Post, PeerApi.Discover);

    /// <summary>Any other request, as the contract's table of refusals has them.</summary>
    public Task<Exchange> SendAsync(PeerRequest request) => firmware.SendAsync(request.Method, request.Path, request.Body);
}
