using System.Net;
using System.Security.Cryptography;
using System.Text;
using LoadSharing.Lab.Fleets;
using LoadSharing.Lab.Stations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LoadSharing.Lab.Api;

/// <summary>The lab's REST API and its live page. It listens on loopback, on a port that the system chooses, and requires a random token.</summary>
internal sealed class LabServer : IAsyncDisposable
{
    private const int TokenBytes = 24;

    private readonly WebApplication _application;

    private LabServer(WebApplication application, string token)
    {
        _application = application;
        Token = token;
    }

    public Uri Url => new(_application.Urls.First());

    public string Token { get; }

    public static async Task<LabServer> StartAsync(
        FleetPool fleets, StationKind kind, GenerationDetector generation, Measurements measurements, ILabEvents events, CancellationToken cancellation)
    {
        // The empty builder reads no configuration: ASPNETCORE_URLS in a developer's shell must not change the address.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();

        // A web page whose host name resolves to this machine (DNS rebinding) has the lab's address, but not its host.
        builder.Services.AddHostFiltering(options =>
        {
            options.AllowedHosts = [IPAddress.Loopback.ToString(), "localhost"];
            options.AllowEmptyHosts = false;
        });
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<IHostLifetime>(new NoLifetime());
        builder.Services.AddOpenApi("lab");
        builder.Services.AddSingleton(fleets).AddSingleton(kind).AddSingleton(generation).AddSingleton(measurements).AddSingleton(events);

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        var application = builder.Build();
        application.UseHostFiltering();
        application.Use(next => context =>
            !IsAuthorized(context.Request, token) ? Problems.UnauthorizedAsync(context)
            : IsOfAnotherOrigin(context.Request) ? Problems.ForbiddenAsync(context)
            : Problems.HandleAsync(context, next));
        application.MapOpenApi("/openapi/{documentName}.json");
        LeaseEndpoints.Map(application);
        StationEndpoints.Map(application);
        TestEndpoints.Map(application);
        PageEndpoints.Map(application);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        return new LabServer(application, token);
    }

    /// <summary>Ends the streams of pages, then the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _application.Lifetime.StopApplication();
        await _application.DisposeAsync();
    }

    // A browser that opens an address sends no header of ours, so the page takes the token from its address.
    private static bool IsAuthorized(HttpRequest request, string token) =>
        AreEqual(request.Headers.Authorization.ToString(), $"Bearer {token}")
        || (HttpMethods.IsGet(request.Method) && request.Path == LabRoutes.Page && AreEqual(request.Query["token"].ToString(), token));

    private static bool AreEqual(string actual, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(actual), Encoding.UTF8.GetBytes(expected));

    private static bool IsOfAnotherOrigin(HttpRequest request) =>
        request.Headers.Origin is { Count: > 0 } origin && origin.ToString() != $"{request.Scheme}://{request.Host}";

    // The default lifetime handles signals. The host of the lab does that, and the default throws if a signal arrives while it starts.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
