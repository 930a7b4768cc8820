using System.Text.Encodings.Web;
using System.Text.Json;
using RestSharp;

namespace LoadSharing.MSTest.Clients;

/// <summary>The peer API of one station's firmware, whatever it answers; <see cref="ListAsync"/> insists on the contract.</summary>
/// <param name="firmware">Sends the requests.</param>
/// <param name="contract">What the answers must be.</param>
/// <param name="strangers">Tells and reports the rows of chargers that are not the lab's; null where there can be none.</param>
internal sealed class PeersClient(FirmwareClient firmware, Contract contract, Strangers? strangers)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task<Exchange> GetAsync() => firmware.SendAsync(Method.Get, PeerApi.Peers);

    /// <summary>The list, read strictly, without the rows of strangers where those are nobody's fault.</summary>
    /// <exception cref="AssertFailedException">The answer is not 200, not JSON, or a row is not exactly what the contract says.</exception>
    public async Task<PeerList> ListAsync()
    {
        var list = PeerListReader.Read(await GetAsync(), contract);
        return strangers?.Without(list) ?? list;
    }

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
