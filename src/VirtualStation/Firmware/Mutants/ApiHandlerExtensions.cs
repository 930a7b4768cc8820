using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VirtualStation.Firmware.Endpoints;
using VirtualStation.Firmware.Peers;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Mutants;

/// <summary>Tests of requests and decorators of handlers that several mutants use.</summary>
internal static class ApiHandlerExtensions
{
    private const int AnySize = int.MaxValue;
    private const int SettingsDepth = 10;

    public static bool IsList(this ApiRequest request) => request is { Method: "GET", Path: PeersEndpoint.Path };

    public static bool IsAdd(this ApiRequest request) => request is { Method: "POST", Path: PeersEndpoint.Path };

    public static bool IsDelete(this ApiRequest request) => request.Method == "DELETE" && request.HasHostInPath();

    public static bool IsDiscover(this ApiRequest request) => request is { Method: "POST", Path: DiscoverEndpoint.Path };

    public static bool HasHostInPath(this ApiRequest request) => request.Path.StartsWith(PeersEndpoint.PathWithHost, StringComparison.Ordinal);

    /// <returns>Null if the request does not add a peer or its body is invalid.</returns>
    public static AddPeerRequest? ReadAdd(this ApiRequest request) => request.IsAdd() ? AddPeerRequest.Parse(request.Body.Span, AnySize, out _) : null;

    /// <summary>Adds a host without the checks of the endpoint.</summary>
    public static ApiResponse AddUnchecked(this IPeerRegistry registry, string host)
    {
        registry.Add(host);
        return ApiResponse.Message(200, "done");
    }

    /// <summary>Calls an action after each successful add.</summary>
    public static ApiHandler AfterAdd(this ApiHandler handler, Action<AddPeerRequest> action) => request =>
    {
        var response = handler(request);
        if (response.Status == 200 && request.ReadAdd() is { } add)
        {
            action(add);
        }

        return response;
    };

    /// <summary>Changes the responses that meet a condition.</summary>
    public static ApiHandler MapResponse(this ApiHandler handler, Func<ApiRequest, ApiResponse, bool> condition, Func<ApiResponse, ApiResponse> map) =>
        request => handler(request) is var response && condition(request, response) ? map(response) : response;

    /// <summary>Changes the document that <c>GET</c> of a path returns.</summary>
    public static ApiHandler MapJson(this ApiHandler handler, string path, Action<JsonNode> change) =>
        handler.MapResponse((request, response) => request.Method == "GET" && request.Path == path && response.Status == 200, response =>
        {
            var document = JsonNode.Parse(response.Body.Span)!;
            change(document);
            return response with { Body = Encoding.UTF8.GetBytes(document.ToJsonString()) };
        });

    /// <returns>Null if the request does not change settings.</returns>
    public static JsonObject? ReadSettings(this ApiRequest request) =>
        request is { Method: "POST", Path: ConfigEndpoint.Path }
        && JsonText.FirstValue(request.Body.Span, SettingsDepth) is { ValueKind: JsonValueKind.Object } body
            ? JsonObject.Create(body)
            : null;

    /// <summary>Creates a request that changes settings.</summary>
    public static ApiRequest ChangeOf(JsonObject settings) =>
        new("POST", ConfigEndpoint.Path, "application/json", Encoding.UTF8.GetBytes(settings.ToJsonString()));

    /// <summary>Changes the settings in each <c>POST /config</c>.</summary>
    public static ApiHandler MapSettings(this ApiHandler handler, Action<JsonObject> change) => request =>
    {
        if (request.ReadSettings() is not { } settings)
        {
            return handler(request);
        }

        change(settings);
        return handler(ChangeOf(settings));
    };

    /// <summary>The role that a station's <c>GET /config</c> shows.</summary>
    public static string? Role(this ApiHandler handler) =>
        JsonNode.Parse(handler(new ApiRequest("GET", ConfigEndpoint.Path, "", default)).Body.Span)![GroupSettings.RoleName]?.GetValue<string>();

    /// <summary>The role in settings; null if they have none.</summary>
    public static string? Role(this JsonObject settings) =>
        settings[GroupSettings.RoleName] is { } role && role.GetValueKind() == JsonValueKind.String ? role.GetValue<string>() : null;

    /// <summary>Changes each row of the response to <c>GET /loadsharing/peers</c>.</summary>
    public static ApiHandler MapRows(this ApiHandler handler, Action<JsonObject> change) =>
        handler.MapJson(PeersEndpoint.Path, list => list.ChangeRows(change));

    /// <summary>Changes each object of an array.</summary>
    public static void ChangeRows(this JsonNode list, Action<JsonObject> change)
    {
        foreach (var row in list.AsArray())
        {
            change(row!.AsObject());
        }
    }

    /// <summary>Changes the path of the requests that meet a condition.</summary>
    public static ApiHandler MapPath(this ApiHandler handler, Func<ApiRequest, bool> condition, Func<string, string> map) =>
        request => handler(condition(request) ? request with { Path = map(request.Path) } : request);

    /// <summary>Makes a path whose percent-decoding results in the given one.</summary>
    public static string WithoutDecoding(string path) => path.Replace("%", "%25", StringComparison.Ordinal);

    /// <summary>Decodes each plus as a space, as in a form.</summary>
    public static string WithPlusDecoded(string path) => path.Replace('+', ' ');
}
