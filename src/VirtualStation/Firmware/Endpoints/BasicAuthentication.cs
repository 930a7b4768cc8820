using System.Text;
using VirtualStation.Firmware.Generations;
using VirtualStation.Firmware.Settings;
using VirtualStation.Http;

namespace VirtualStation.Firmware.Endpoints;

/// <summary>HTTP basic authentication (RFC 7617) with the settings <c>www_username</c> and <c>www_password</c>.</summary>
/// <remarks><c>decide</c> replaces the decision whether a request is authorized.</remarks>
internal sealed class BasicAuthentication(
    FirmwareGeneration generation, ConfigDocument config, StationIdentity self, Func<ApiRequest, bool, bool> decide)
{
    private const string Scheme = "Basic ";

    /// <summary>The user since 2026-09 if the settings have a password only.</summary>
    private const string DefaultUser = "openevseadmin";

    /// <summary>Whether a WebSocket is accepted. Until 2026-07 the firmware asks for no password there.</summary>
    public bool AcceptsWebSocket(ApiRequest request) => !generation.ProtectsWebSocket || IsAuthorized(request);

    /// <summary>Answers 401 to requests without the credentials.</summary>
    public ApiHandler Protect(ApiHandler handler) => request => IsAuthorized(request) ? handler(request) : Challenge();

    private bool IsAuthorized(ApiRequest request)
    {
        var (user, password) = (config.Text("www_username"), config.Text("www_password"));

        // A station that is an access point only, because it has no network, is open. So is one without a user, and since 2026-09 without a password.
        var isOpen = config.Text("ssid").Length == 0 || (generation.ProtectsWebSocket ? password : user).Length == 0;
        var expected = $"{(user.Length == 0 ? DefaultUser : user)}:{password}";
        return decide(request, isOpen || request.Authorization == Scheme + Convert.ToBase64String(Encoding.UTF8.GetBytes(expected)));
    }

    private ApiResponse Challenge() => ApiResponse.Html(401, "", "") with
    {
        Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = $"Basic realm={self.HostName}" },
    };
}
